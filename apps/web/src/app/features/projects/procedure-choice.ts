import { ChangeDetectionStrategy, Component, computed, effect, inject, input, model, output } from '@angular/core';
import { rxResource } from '@angular/core/rxjs-interop';
import { TranslocoPipe } from '@jsverse/transloco';
import type { Department, FactDefinition, Period } from '@querraum/workflow';
import { forkJoin, map, of, switchMap } from 'rxjs';
import { formatDate, formatWeekday } from '../../core/format';
import { ProblemView } from '../../core/problem-view';
import { ProceduresApi } from '../../core/procedures.api';
import { ServerClock } from '../../core/server-clock';
import { Localized, Texts } from '../../core/texts';
import { Alert } from '../../ui/alert';
import type { FieldError } from '../../ui/error-summary';
import { Field, FieldControl } from '../../ui/field';
import { Skeleton } from '../../ui/skeleton';
import { factsFor, StartFactsForm, type StartFacts } from './start-facts';

const USUAL_PROCEDURE = 'Mitzeichnung vier Ressorts mit Schlusszeichnung';

/** Which procedure to start, what it does, and until when its first answers are due if it starts today. */
@Component({
  selector: 'app-procedure-choice',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Alert, Field, FieldControl, Localized, ProblemView, Skeleton, StartFactsForm, TranslocoPipe],
  templateUrl: './procedure-choice.html',
})
export class ProcedureChoice {
  /** `null` until the person or the default has chosen; empty for none. */
  readonly procedureId = model.required<string | null>();
  /** Ressorts that take part; missing ones are named before the server has to refuse. */
  readonly departments = input.required<ReadonlySet<Department>>();
  /** Procedures that are offered before the others. */
  readonly first = input<readonly string[]>([]);
  readonly optional = input(true);
  readonly error = input<string>();
  readonly missing = output<readonly string[]>();
  /** What the procedure asks before it starts, by key. */
  readonly facts = model<StartFacts>({});
  readonly factErrors = input<readonly FieldError[]>([]);
  readonly missingFacts = output<readonly FieldError[]>();
  private readonly api = inject(ProceduresApi);
  private readonly clock = inject(ServerClock);
  private readonly texts = inject(Texts);
  protected readonly procedures = rxResource({ stream: () => this.api.procedures() });
  protected readonly choices = computed(() => {
    const all = this.procedures.hasValue() ? this.procedures.value().items : [];
    const isFirst = ({ id }: { id: string }) => this.first().includes(id);
    return [...all.filter(isFirst), ...all.filter((procedure) => !isFirst(procedure))];
  });
  protected readonly preview = rxResource({
    params: () => this.procedureId() || undefined,
    stream: ({ params }) => this.api.procedure(params).pipe(switchMap((procedure) => this.withDeadlines(procedure))),
  });
  protected readonly shown = computed(() => (this.preview.hasValue() ? this.preview.value() : undefined));
  protected readonly deadlines = computed(() =>
    (this.shown()?.deadlines ?? []).map(({ step, lastDay, explanation }) => ({
      step: this.texts.of(step),
      until: this.texts.say('procedure.until', { weekday: formatWeekday(lastDay), date: formatDate(lastDay) }),
      explanation: this.texts.of(explanation),
    })),
  );
  protected readonly missingNames = computed(() => {
    const present = this.departments();
    const needed = this.shown()?.departments ?? [];
    return needed
      .filter((department) => !present.has(department))
      .map((department) => this.texts.say(`department.${department}`));
  });

  constructor() {
    effect(() => {
      const choices = this.choices();
      if (this.procedureId() !== null || choices.length === 0) return;
      const usual = choices.find((procedure) => procedure.name.de === USUAL_PROCEDURE);
      this.procedureId.set((this.optional() ? usual : (usual ?? choices[0]))?.id ?? '');
    });
    effect(() => this.missing.emit(this.missingNames()));
  }

  /** Only what the procedure asks counts, whatever was filled in for another one before. */
  protected fill(facts: StartFacts): void {
    this.facts.set(factsFor(this.shown()?.declared ?? [], facts).facts ?? {});
  }

  private withDeadlines(procedure: Parameters<typeof neededOf>[0]) {
    const periods = periodsOf(procedure);
    const today = this.clock.today();
    const deadlines = periods.map(({ name, period }) =>
      this.api.deadline(today, period).pipe(map(({ lastDay, explanation }) => ({ step: name, lastDay, explanation }))),
    );
    const { description, definition } = procedure;
    const details = { description, departments: neededOf(procedure), declared: definition.facts ?? [] };
    return deadlines.length === 0
      ? of({ ...details, deadlines: [] })
      : forkJoin(deadlines).pipe(map((known) => ({ ...details, deadlines: known })));
  }
}

type Procedure = Parameters<typeof periodsOf>[0] & { definition: { facts?: readonly FactDefinition[] | undefined } };

/** Only the first step with a period starts today; the periods of later ones begin when it is their turn. */
function periodsOf({ definition }: { definition: { nodes: readonly ProcedureNode[] } }) {
  const first = definition.nodes.find((node) => node.type === 'coSignatureRound');
  return first?.period === undefined ? [] : [{ name: first.name, period: first.period }];
}

interface ProcedureNode {
  type: string;
  name: { de: string; en: string };
  period?: Period;
  waves?: readonly { seats: readonly { addressee: { kind: string; department?: Department } }[] }[];
}

function neededOf({ definition }: Procedure & { description: { de: string; en: string } | null }): Department[] {
  const seats = definition.nodes.flatMap((node) => node.waves ?? []).flatMap((wave) => wave.seats);
  return [...new Set(seats.flatMap(({ addressee }) => addressee.department ?? []))];
}
