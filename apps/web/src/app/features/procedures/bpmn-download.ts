import { ChangeDetectionStrategy, Component, inject, input } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { Command } from '../../core/command';
import { ProblemView } from '../../core/problem-view';
import { saveFile } from '../../core/save-file';
import { Button } from '../../ui/button';
import { Icon } from '../../ui/icon';
import { ProcedureDraftsApi } from './procedure-drafts.api';

/** The procedure as a file that other tools open: what is valid, or the draft as it is saved. */
@Component({
  selector: 'app-bpmn-download',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Button, Icon, ProblemView, TranslocoPipe],
  providers: [Command],
  template: `
    <button uiButton="tertiary" [small]="true" type="button" [busy]="command.busy()" (click)="save()">
      <ui-icon name="download" />{{ 'bpmn.download' | transloco }}
    </button>
    @if (command.problem(); as problem) {
      <app-problem [error]="problem" [retryLabel]="false" />
    }
  `,
})
export class BpmnDownload {
  readonly procedureId = input.required<string>();
  readonly key = input.required<string>();
  readonly draft = input(false);
  protected readonly command = inject(Command);
  private readonly drafts = inject(ProcedureDraftsApi);

  protected async save(): Promise<void> {
    const bytes = await this.command.send(() => this.drafts.bpmn(this.procedureId(), this.draft()));
    if (bytes !== undefined) saveFile(bytes, `${this.key()}.bpmn`);
  }
}
