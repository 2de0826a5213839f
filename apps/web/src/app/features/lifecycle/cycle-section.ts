import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import type { CycleView } from '@querraum/contracts';
import { DateOf, DateTimeOf, formatDate, formatList } from '../../core/format';
import { ProblemView } from '../../core/problem-view';
import { Texts } from '../../core/texts';
import { Alert } from '../../ui/alert';
import { Button } from '../../ui/button';
import { Fact, Facts } from '../../ui/facts';
import { Icon } from '../../ui/icon';
import { Skeleton } from '../../ui/skeleton';
import { CycleForm } from './cycle-form';
import { FileSection } from './file-section';
import { RenewalForm } from './renewal-form';
import { WordsForm } from './words-form';

const PARTS = ['phase', 'milestone', 'measure', 'task', 'procedure'] as const;

/** Fortschreibung: when a project is written anew, its draft, and the projects before and after it. */
@Component({
  selector: 'app-cycle-section',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [
    Alert,
    Button,
    CycleForm,
    DateOf,
    DateTimeOf,
    Fact,
    Facts,
    Icon,
    ProblemView,
    RenewalForm,
    RouterLink,
    Skeleton,
    TranslocoPipe,
    WordsForm,
  ],
  templateUrl: './cycle-section.html',
})
export class CycleSection extends FileSection<CycleView, 'set' | 'pause' | 'renew'> {
  private readonly texts = inject(Texts);
  protected readonly allowed = computed(() => new Set<string>(this.known()?.allowed));
  protected readonly setLabel = computed(() => {
    const state = this.known()?.cycle?.state;
    if (state === 'running') return 'cycle.change';
    return state === 'paused' ? 'cycle.resume' : 'cycle.set';
  });
  protected readonly draftWords = computed(() => {
    const draft = this.known()?.draft;
    if (!draft) return undefined;
    const parts = PARTS.flatMap((part) => {
      const count = draft.counts[part];
      return count > 0 ? this.texts.say(`cycle.counts.${part}`, { count }) : [];
    });
    return {
      ready: this.texts.say('cycle.draftReady', { day: formatDate(draft.dueOn) }),
      holds:
        parts.length > 0
          ? this.texts.say('cycle.draftHolds', { what: formatList(parts) })
          : this.texts.say('cycle.draftEmpty'),
    };
  });
  protected readonly pause = (reason: string) =>
    this.lifecycle.pauseCycle(this.current.project().id, reason, this.known()?.revision ?? 0);

  protected override load(projectId: string) {
    return this.lifecycle.cycle(projectId);
  }
}
