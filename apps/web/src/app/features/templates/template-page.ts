import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { rxResource } from '@angular/core/rxjs-interop';
import { RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import type { ProjectTemplate, TemplateDocument, TemplateFault } from '@querraum/contracts';
import { Command } from '../../core/command';
import { kept } from '../../core/kept';
import { ProblemView } from '../../core/problem-view';
import { ProjectTemplatesApi } from '../../core/project-templates/project-templates.api';
import { TemplateContents } from '../../core/project-templates/template-contents';
import { saveFile } from '../../core/save-file';
import { Localized, Texts } from '../../core/texts';
import { Alert } from '../../ui/alert';
import { Badge } from '../../ui/badge';
import { Button } from '../../ui/button';
import { Icon } from '../../ui/icon';
import { PageHead } from '../../ui/page-head';
import { Skeleton } from '../../ui/skeleton';

/** One template: what it brings, what stands against it; administrators release and retire it. */
@Component({
  selector: 'app-template-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [
    Alert,
    Badge,
    Button,
    Icon,
    Localized,
    PageHead,
    ProblemView,
    RouterLink,
    Skeleton,
    TemplateContents,
    TranslocoPipe,
  ],
  providers: [Command],
  templateUrl: './template-page.html',
})
export class TemplatePage {
  /** From the address. */
  readonly id = input.required<string>();
  private readonly api = inject(ProjectTemplatesApi);
  private readonly texts = inject(Texts);
  protected readonly command = inject(Command);
  protected readonly stored = rxResource({
    params: () => this.id(),
    stream: ({ params }) => this.api.template(params),
  });
  protected readonly template = kept(this.stored, this.id);
  protected readonly mayEdit = computed(() => this.template()?.allowed.includes('template:edit') ?? false);
  protected readonly faults = computed(() => (this.template()?.faults ?? []).map((fault) => this.faultWords(fault)));

  protected release({ id, revision }: ProjectTemplate): Promise<void> {
    return this.act(() => this.api.release(id, revision));
  }

  protected retire({ id, revision }: ProjectTemplate): Promise<void> {
    return this.act(() => this.api.retire(id, revision));
  }

  protected async download({ id, fileName }: TemplateDocument): Promise<void> {
    const bytes = await this.command.send(() => this.api.file(this.id(), id));
    if (bytes !== undefined) saveFile(bytes, fileName);
  }

  private async act(command: () => Promise<ProjectTemplate>): Promise<void> {
    const changed = await this.command.send(command);
    if (changed !== undefined) this.stored.set(changed);
    else if (this.command.problem()?.code === 'revisionConflict') this.stored.reload();
  }

  private faultWords({ part, title, reason, about }: TemplateFault): string {
    return this.texts.say(`templates.fault.${reason}`, {
      part: this.texts.say(`templates.onePart.${part}`),
      title,
      about: this.texts.of(about),
    });
  }
}
