import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import type { LeadHandover } from '@querraum/contracts';
import { DateOf, DateTimeOf, formatDate } from '../../core/format';
import { ProblemView } from '../../core/problem-view';
import { Texts } from '../../core/texts';
import { Alert } from '../../ui/alert';
import { Badge, type Tone } from '../../ui/badge';
import { Button } from '../../ui/button';
import { Fact, Facts } from '../../ui/facts';
import { Icon } from '../../ui/icon';
import { Skeleton } from '../../ui/skeleton';
import { FileSection } from './file-section';
import { MatterList } from './matter-list';
import { OfferForm } from './offer-form';
import { WordsForm } from './words-form';

type Answer = LeadHandover['allowed'][number];

const TONES = {
  offered: 'info',
  accepted: 'success',
  declined: 'warning',
  withdrawn: 'neutral',
  lapsed: 'warning',
} as const satisfies Record<LeadHandover['state'], Tone>;

/** Who has the Federführung, to whom it is offered, and what the other unit said. */
@Component({
  selector: 'app-lead-section',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [
    Alert,
    Badge,
    Button,
    DateOf,
    DateTimeOf,
    Fact,
    Facts,
    Icon,
    MatterList,
    OfferForm,
    ProblemView,
    Skeleton,
    TranslocoPipe,
    WordsForm,
  ],
  templateUrl: './lead-section.html',
})
export class LeadSection extends FileSection<{ items: LeadHandover[] }, Answer | 'offer'> {
  private readonly texts = inject(Texts);
  protected readonly tones = TONES;
  protected readonly standing = computed(() => this.known()?.items.find(({ state }) => state === 'offered'));
  protected readonly past = computed(() => this.known()?.items.filter(({ state }) => state !== 'offered') ?? []);
  protected readonly mayOffer = computed(
    () => this.current.project().allowed.includes('lead:offer') && this.standing() === undefined,
  );
  /** Carries the answer out that is open; made anew for each, so that the form holds on to the right one. */
  protected readonly act = computed(() => {
    const handover = this.standing();
    const answer = this.open();
    return async (words: string): Promise<unknown> => {
      if (handover === undefined) return undefined;
      if (answer === 'accept') return this.lifecycle.accept(handover, words);
      return answer === 'decline' ? this.lifecycle.decline(handover, words) : this.lifecycle.withdraw(handover, words);
    };
  });

  protected stays({ involvement }: LeadHandover): string {
    return involvement === null
      ? this.texts.say('lifecycle.leaves')
      : this.texts.say('lifecycle.staysAs', { involvement: this.texts.say(`involvement.${involvement}`) });
  }

  protected validity({ lastDay }: LeadHandover): string {
    return lastDay === null
      ? this.texts.say('lifecycle.noLastDay')
      : this.texts.say('lifecycle.until', { day: formatDate(lastDay) });
  }

  protected override load(projectId: string) {
    return this.lifecycle.handovers(projectId);
  }
}
