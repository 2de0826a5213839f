import { ChangeDetectionStrategy, Component, computed, effect, inject, input, signal } from '@angular/core';
import { rxResource } from '@angular/core/rxjs-interop';
import { RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import type { AssignmentGroup } from '@querraum/contracts';
import { AssignmentsApi } from '../../core/assignments/assignments.api';
import {
  ASSIGNMENT_LOOKS,
  addresseeOf,
  dueChipOf,
  headingOf,
  holderOf,
  isLive,
} from '../../core/assignments/assignment-words';
import { Command } from '../../core/command';
import { Drafts } from '../../core/drafts';
import { DateOf, DateTimeOf, formatDateTime, formatList } from '../../core/format';
import { kept } from '../../core/kept';
import { ProblemView } from '../../core/problem-view';
import { CurrentProject } from '../../core/project/current-project';
import { ServerClock } from '../../core/server-clock';
import { Localized, Texts } from '../../core/texts';
import { Badge } from '../../ui/badge';
import { Button } from '../../ui/button';
import { DueChip } from '../../ui/due-chip';
import { Fact, Facts } from '../../ui/facts';
import { Field, FieldControl } from '../../ui/field';
import { Skeleton } from '../../ui/skeleton';
import { whoOf } from './entry-words';

/** As many characters as the server takes. */
const LONGEST = 8000;

/** Zusammenstellung: all answers to what was asked of several, what is missing, and the text that puts them together. */
@Component({
  selector: 'app-assignment-group',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [
    Badge,
    Button,
    DateOf,
    DateTimeOf,
    DueChip,
    Fact,
    Facts,
    Field,
    FieldControl,
    Localized,
    ProblemView,
    RouterLink,
    Skeleton,
    TranslocoPipe,
  ],
  providers: [Command],
  templateUrl: './group-page.html',
  styles: `
    .answer {
      break-inside: avoid;
    }
    @media print {
      .answer {
        padding-top: 0.75rem;
        border-top: 1px solid;
      }
    }
  `,
})
export class GroupPage {
  /** From the address. */
  readonly gruppe = input.required<string>();
  protected readonly current = inject(CurrentProject);
  protected readonly command = inject(Command);
  private readonly api = inject(AssignmentsApi);
  private readonly texts = inject(Texts);
  private readonly drafts = inject(Drafts);
  private readonly clock = inject(ServerClock);
  protected readonly looks = ASSIGNMENT_LOOKS;
  protected readonly resource = rxResource({
    params: () => ({ id: this.gruppe(), at: this.current.revision() }),
    stream: ({ params }) => this.api.group(params.id),
  });
  protected readonly group = kept(this.resource, this.gruppe);
  protected readonly heading = computed(() => {
    const group = this.group();
    return group === undefined ? '' : headingOf(this.texts.say(`task.kind.${group.kind}`), group.title);
  });
  private readonly typed = signal<string | undefined>(undefined);
  private readonly draftName = computed(() => `assignment.conclusion:${this.gruppe()}`);
  private readonly keptWords = computed(() => this.drafts.read<{ words: string }>(this.draftName())?.words);
  protected readonly words = computed(() => this.typed() ?? this.keptWords() ?? this.proposal());
  protected readonly reason = signal('');
  protected readonly error = signal<string | undefined>(undefined);
  protected readonly reasonError = signal<string | undefined>(undefined);
  protected readonly due = computed(() => {
    const group = this.group();
    const [first] = group?.assignments ?? [];
    return group && first
      ? dueChipOf({ due: group.due, state: this.open().length > 0 ? 'open' : 'accepted' }, this.clock.now())
      : undefined;
  });
  private readonly open = computed(() => this.group()?.assignments.filter(({ state }) => isLive(state)) ?? []);
  protected readonly missing = computed(() =>
    this.open()
      .filter(({ answer }) => answer === null)
      .map((assignment) => ({
        id: assignment.id,
        text: addresseeOf(assignment),
        with: holderOf(assignment, this.texts.say),
      })),
  );
  /** „3 von 4 haben geantwortet; 2 angenommen.“ */
  protected readonly progress = computed(() => {
    const all = this.group()?.assignments.filter(({ state }) => state !== 'takenBack') ?? [];
    return this.texts.say('assignment.progress', {
      answered: all.filter(({ answer }) => answer !== null).length,
      accepted: all.filter(({ state }) => state === 'accepted').length,
      total: all.length,
    });
  });
  protected readonly lines = computed(() =>
    (this.group()?.assignments ?? []).map((assignment) => ({
      assignment,
      name: addresseeOf(assignment),
      by:
        assignment.answer === null
          ? ''
          : this.texts.say('assignment.answeredBy', {
              who: whoOf(assignment.answer.by, this.texts.say),
              at: formatDateTime(assignment.answer.at),
            }),
      documents: formatList(assignment.answer?.documents.map(({ title }) => title) ?? []),
    })),
  );
  protected readonly concludedBy = computed(() => {
    const conclusion = this.group()?.conclusion;
    return conclusion ? `${whoOf(conclusion.by, this.texts.say)}, ${formatDateTime(conclusion.at)}` : '';
  });

  constructor() {
    effect(() => {
      const words = this.typed();
      if (words !== undefined) this.drafts.write(this.draftName(), { words });
    });
  }

  protected may(act: AssignmentGroup['allowed'][number]): boolean {
    return this.group()?.allowed.includes(act) === true;
  }

  protected write(words: string): void {
    this.typed.set(words);
    this.error.set(undefined);
  }

  protected async conclude(event: Event, group: AssignmentGroup): Promise<void> {
    event.preventDefault();
    const words = this.words().trim();
    this.error.set(words === '' ? this.texts.say('assignment.error.conclusion') : undefined);
    if (words === '') return document.getElementById('zusammenfassung')?.focus();
    const concluded = await this.command.send(() => this.api.conclude(group.id, group.revision, words));
    if (concluded === undefined) {
      this.resource.reload();
      return;
    }
    this.drafts.drop(this.draftName());
    this.typed.set(undefined);
    this.show(concluded);
  }

  protected async stop(event: Event, group: AssignmentGroup): Promise<void> {
    event.preventDefault();
    const reason = this.reason().trim();
    this.reasonError.set(reason === '' ? this.texts.say('form.reasonRequired') : undefined);
    if (reason === '') return document.getElementById('wiederkehr-grund')?.focus();
    const stopped = await this.command.send(() => this.api.stopRecurrence(group.id, reason));
    if (stopped !== undefined) this.show(stopped);
  }

  private show(group: AssignmentGroup): void {
    this.resource.set(group);
    this.current.refresh();
  }

  /** All answers one under the other, as a beginning for the text of the lead. */
  private proposal(): string {
    return (this.group()?.assignments ?? [])
      .flatMap((assignment) => {
        if (assignment.answer === null) return [];
        const result = this.texts.say(`assignment.result.${assignment.answer.result}`);
        return `${addresseeOf(assignment)} (${result}):\n${assignment.answer.words ?? ''}`.trim();
      })
      .join('\n\n')
      .slice(0, LONGEST);
  }
}
