import { ChangeDetectionStrategy, Component, computed, inject, input, output, signal } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import type { ProcedureDraft } from '@querraum/contracts';
import { Command } from '../../core/command';
import { formatList } from '../../core/format';
import { ProblemView } from '../../core/problem-view';
import { Texts } from '../../core/texts';
import { Button } from '../../ui/button';
import { ChangeList } from './change-list';
import { ProcedureDraftsApi } from './procedure-drafts.api';
import { StepList } from './step-list';

/** What would change, and the release by somebody who did not work on the draft. */
@Component({
  selector: 'app-release-box',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Button, ChangeList, ProblemView, StepList, TranslocoPipe],
  providers: [Command],
  templateUrl: './release-box.html',
})
export class ReleaseBox {
  readonly draft = input.required<ProcedureDraft>();
  /** Something is typed that is not saved yet. */
  readonly isDirty = input.required<boolean>();
  readonly released = output<number>();
  /** The draft has changed under the reader. */
  readonly outdated = output();
  protected readonly command = inject(Command);
  private readonly api = inject(ProcedureDraftsApi);
  private readonly texts = inject(Texts);
  protected readonly hasRead = signal(false);
  protected readonly error = signal<string | undefined>(undefined);
  protected readonly version = computed(() => (this.draft().baseVersion ?? 0) + 1);
  protected readonly isUnchanged = computed(
    () => this.draft().baseVersion !== null && this.draft().changes.length === 0,
  );
  /** Why it cannot be released now; undefined when it can. */
  protected readonly obstacle = computed(() => {
    const { findings, release } = this.draft();
    const say = this.texts.say;
    if (this.isDirty()) return say('procedures.release.saveFirst');
    if (this.isUnchanged()) return say('procedures.release.unchanged');
    if (findings.length > 0) return say('procedures.release.findings');
    if (release.allowed) return undefined;
    return release.others.length === 0
      ? say('procedures.release.nobody')
      : say('procedures.release.others', { people: formatList(release.others) });
  });

  protected async release(event: Event): Promise<void> {
    event.preventDefault();
    this.error.set(this.hasRead() ? undefined : this.texts.say('procedures.release.readFirst'));
    if (!this.hasRead()) return document.getElementById('gelesen')?.focus();
    const { procedureId, revision } = this.draft();
    const version = await this.command.send(() => this.api.release(procedureId, revision));
    if (version !== undefined) return this.released.emit(version.version);
    this.hasRead.set(false);
    if (this.command.problem()?.code === 'procedureDraftChanged') this.outdated.emit();
  }
}
