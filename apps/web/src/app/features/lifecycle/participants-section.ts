import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import type { Participation } from '@querraum/contracts';
import { DateOf } from '../../core/format';
import { ProblemView } from '../../core/problem-view';
import { Texts } from '../../core/texts';
import { Badge } from '../../ui/badge';
import { Button } from '../../ui/button';
import { Icon } from '../../ui/icon';
import { Skeleton } from '../../ui/skeleton';
import { FileSection } from './file-section';
import { ParticipantForm } from './participant-form';
import { WordsForm } from './words-form';

/** Which form is open: a new participant, or one of those that are there to be changed or ended. */
type Open = { form: 'add' } | { form: 'change' | 'end'; unitId: string };

/** Who takes part, since when and why; and who did before. */
@Component({
  selector: 'app-participants-section',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Badge, Button, DateOf, Icon, ParticipantForm, ProblemView, Skeleton, TranslocoPipe, WordsForm],
  templateUrl: './participants-section.html',
})
export class ParticipantsSection extends FileSection<{ items: Participation[] }, Open> {
  private readonly texts = inject(Texts);
  protected readonly now = computed(() => this.known()?.items.filter(({ until }) => until === null) ?? []);
  protected readonly before = computed(() => this.known()?.items.filter(({ until }) => until !== null) ?? []);
  protected readonly mayChange = computed(() => this.current.project().allowed.includes('participant:change'));
  protected readonly ended = computed(() => {
    const open = this.open();
    return open?.form === 'end' ? open.unitId : '';
  });
  protected readonly end = computed(() => {
    const unitId = this.ended();
    return (reason: string) => this.lifecycle.endParticipant(this.current.project().id, unitId, reason);
  });

  protected isOpen(form: 'change' | 'end', { unit }: Participation): boolean {
    const open = this.open();
    return open?.form === form && open.unitId === unit.id;
  }

  protected label(act: string, { unit }: Participation): string {
    return this.texts.say(`lifecycle.${act}Named`, { unit: unit.name });
  }

  protected override load(projectId: string) {
    return this.lifecycle.participations(projectId);
  }
}
