import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import type { ArchiveAnswer, RetentionView } from '@querraum/contracts';
import { Command } from '../../core/command';
import { DateOf, DateTimeOf } from '../../core/format';
import { ProblemView } from '../../core/problem-view';
import { Alert } from '../../ui/alert';
import { Button } from '../../ui/button';
import { Fact, Facts } from '../../ui/facts';
import { Icon } from '../../ui/icon';
import { Skeleton } from '../../ui/skeleton';
import { FileSection } from './file-section';
import { WordsForm } from './words-form';

/** Which form is open: a step by its name, or the lifting of a hold by the hold's id. */
type Open = 'hold' | 'takenOver' | 'waived' | 'stop' | { lift: string };

/** The way out of the files: how long the file stays and why, holds, the offer to the archive, a released deletion. */
@Component({
  selector: 'app-retention-section',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Alert, Button, DateOf, DateTimeOf, Fact, Facts, Icon, ProblemView, Skeleton, TranslocoPipe, WordsForm],
  providers: [Command],
  templateUrl: './retention-section.html',
})
export class RetentionSection extends FileSection<RetentionView, Open> {
  protected readonly command = inject(Command);
  protected readonly allowed = computed(() => new Set<string>(this.known()?.allowed));
  protected readonly lifted = computed(() => this.known()?.holds.filter(({ lifted }) => lifted !== null) ?? []);
  protected readonly standing = computed(() => this.known()?.holds.filter(({ lifted }) => lifted === null) ?? []);
  /** The step whose form is open. */
  protected readonly step = computed(() => {
    const open = this.open();
    return typeof open === 'string' ? open : undefined;
  });
  protected readonly act = (words: string): Promise<unknown> => {
    const step = this.step();
    const id = this.current.project().id;
    if (step === 'hold') return this.lifecycle.hold(id, words);
    if (step === 'stop') return this.lifecycle.stopDeletion(id, words);
    return this.lifecycle.answerOfArchive(id, (step ?? 'waived') as ArchiveAnswer, words);
  };
  protected readonly lift = (words: string): Promise<unknown> => {
    const open = this.open();
    return this.lifecycle.liftHold(this.current.project().id, typeof open === 'object' ? open.lift : '', words);
  };

  protected isLifting(id: string): boolean {
    const open = this.open();
    return typeof open === 'object' && open.lift === id;
  }

  protected async offer(): Promise<void> {
    const offered = await this.command.send(() => this.lifecycle.offerToArchive(this.current.project().id));
    if (offered !== undefined) this.finish();
  }

  protected override load(projectId: string) {
    return this.lifecycle.retention(projectId);
  }
}
