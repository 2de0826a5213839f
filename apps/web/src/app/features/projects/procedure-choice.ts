import { ChangeDetectionStrategy, Component, computed, effect, inject, input, model, output } from '@angular/core';
import { rxResource } from '@angular/core/rxjs-interop';
import { TranslocoPipe } from '@jsverse/transloco';
import type { Department, FactDefinition, TimeLimit } from '@querraum/workflow';
import { map } from 'rxjs';
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
    stream: ({ params }) => this.api.procedure(params),
  });
  protected readonly shown = computed(() => {
    if (!this.preview.hasValue()) return undefined;
    const procedure = this.preview.value();
    const { description, definition } = procedure;
    return { description, departments: neededOf(procedure), declared: definition.facts ?? [] };
  });
  /** Only the first step with a period starts today; the periods of later ones begin when it is their turn. */
  private readonly firstDeadline = computed(() => {
    const round = this.preview.hasValue() ? firstRound(this.preview.value()) : undefined;
    if (round?.period === undefined) return undefined;
    const { name, period } = round;
    const today = this.clock.today();
    const day = period.from?.kind === 'fact' ? this.facts()[period.from.fact] : undefined;
    return typeof day === 'string' && day !== ''
      ? { name, period, start: day, opens: today }
      : { name, period, start: today, opens: undefined };
  });
  protected readonly counted = rxResource({
    params: () => this.firstDeadline(),
    stream: ({ params: { name, period, start, opens } }) =>
      this.api.deadline(start, period, opens).pipe(map((deadline) => ({ ...deadline, step: name }))),
  });
  protected readonly deadline = computed(() => {
    if (!this.counted.hasValue()) return undefined;
    const { step, lastDay, explanation } = this.counted.value();
    return {
      step: this.texts.of(step),
      until: this.texts.say('procedure.until', { weekday: formatWeekday(lastDay), date: formatDate(lastDay) }),
      explanation: this.texts.of(explanation),
    };
  });
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
}

const firstRound = ({ definition }: Procedure): ProcedureNode | undefined =>
  definition.nodes.find((node) => node.type === 'coSignatureRound');

interface Procedure {
  definition: { nodes: readonly ProcedureNode[]; facts?: readonly FactDefinition[] | undefined };
}

interface ProcedureNode {
  type: string;
  name: { de: string; en: string };
  period?: TimeLimit;
  waves?: readonly { seats: readonly { addressee: { kind: string; department?: Department } }[] }[];
}

function neededOf({ definition }: Procedure): Department[] {
  const seats = definition.nodes.flatMap((node) => node.waves ?? []).flatMap((wave) => wave.seats);
  return [...new Set(seats.flatMap(({ addressee }) => addressee.department ?? []))];
}
