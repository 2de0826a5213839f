import { advance, nextDue } from '../advance';
import { addDays, localDate } from '../calendar';
import type { Advanced, Command, LeadCommand, StepCommand } from '../command';
import { danglingOf } from '../dangling';
import type { Bundle, FactValue } from '../definition';
import type { Effect, RunEvent } from '../effects';
import { acts, FACTS, LEAD, named, sha256 } from '../play';
import { frozen } from '../play-frozen';
import { taskForm, tasksOf } from '../projections';
import { definitionIn } from '../scopes';
import type { RunState } from '../state';
import type { TaskView } from '../task-view';
import { someFacts } from './random-definition';
import type { Random } from './random';

const DAY = 86_400_000;
const REASON = 'so muss es sein';

type JobEffect = Extract<Effect, { type: 'job' }>;

/** A run of any procedure that is driven at random, as its people, the lead, time and the server would. */
export class RandomRun {
  state: RunState;
  readonly played: { command: Command; now: string }[] = [];
  readonly effects: Effect[] = [];
  private readonly jobs: JobEffect[] = [];
  private readonly closed = new Set<string>();
  private readonly twice: string[] = [];
  private clock = Date.parse('2027-03-25T09:00:00.000Z');

  constructor(
    readonly bundle: Bundle,
    private readonly random: Random,
  ) {
    const paper = { number: 1, sha256: sha256(1) };
    const facts = someFacts(random);
    this.state = this.give(null, { type: 'start', paper, authors: ['autor'], by: LEAD, facts }).state;
  }

  get isRunning(): boolean {
    return this.state.status === 'running';
  }

  private give(from: RunState | null, command: Command): Advanced {
    const now = new Date(this.clock).toISOString();
    this.played.push({ command, now });
    const advanced = advance(this.bundle, frozen(from), command, { now, facts: FACTS });
    this.effects.push(...advanced.effects);
    this.jobs.push(...advanced.effects.filter((effect) => effect.type === 'job'));
    for (const effect of advanced.effects) if (effect.type === 'event') this.notice(effect.event);
    return advanced;
  }

  private notice({ type, stepId }: RunEvent): void {
    if (type !== 'stepClosed' || stepId === null) return;
    if (this.closed.has(stepId)) this.twice.push(`step ${stepId} was completed twice`);
    this.closed.add(stepId);
  }

  private run(command: Command): void {
    this.state = this.give(this.state, command).state;
  }

  /** What is wrong by now; empty when all is well. */
  faults(): string[] {
    const stuck = Object.entries(this.state.obstacles ?? {})
      .filter(([, { reason }]) => reason !== 'roundAtOnce')
      .map(([key, { reason }]) => `${reason} at ${key}`);
    return [...danglingOf(this.bundle, this.state), ...this.twice, ...stuck];
  }

  private wait(): void {
    const due = nextDue(this.state);
    this.clock = Math.max(this.clock + this.random.between(1, DAY), due === null ? 0 : Date.parse(due));
    this.run({ type: 'tick' });
  }

  /** Who signs has not answered in the round, wherever its seats may have gone. */
  private onStep({ kind, stepId, unitId, ownerId }: TaskView, command: StepCommand): void {
    const personId = ownerId ?? (kind === 'finalSignature' ? 'signer' : `head-${unitId}`);
    this.run({ type: 'step', stepId, by: acts(personId, unitId), command });
  }

  /** A value for every field that is asked with this result. */
  private valuesFor(task: TaskView, result: string | undefined): Record<string, FactValue> {
    const { fields = [] } = taskForm(this.bundle, this.state, task.stepId, task.seatId) ?? {};
    const soon = addDays(localDate(new Date(this.clock).toISOString()), 10);
    const facts: Record<string, FactValue> = someFacts(this.random);
    const byType: Record<string, FactValue> = { number: 3, text: '7/V', date: soon, boolean: true };
    return Object.fromEntries(
      fields
        .filter(({ onlyWith }) => onlyWith === undefined || onlyWith === result)
        .map(({ key, type }) => [key, type === 'date' ? soon : (facts[key] ?? byType[type] ?? null)]),
    );
  }

  private complete(task: TaskView): void {
    const { random } = this;
    const { seatId } = task;
    const seat = seatId === null ? {} : { seatId };
    this.onStep(task, { type: 'claim', ...seat } as StepCommand);
    const version = this.state.paper.number;
    if (task.kind === 'coSignature') {
      const refuses = random.chance(0.1);
      const words = refuses ? { words: 'so nicht' } : {};
      const kind = refuses ? 'refuse' : 'approve';
      this.onStep(task, { type: 'answer', seatId: seatId ?? '', kind, version, ...words });
    } else if (task.kind === 'finalSignature') {
      this.onStep(
        task,
        random.chance(0.9)
          ? { type: 'sign', seatId: seatId ?? '', version, acknowledged: [] }
          : { type: 'return', seatId: seatId ?? '', words: 'so nicht' },
      );
    } else {
      const { results = [] } = taskForm(this.bundle, this.state, task.stepId, seatId) ?? {};
      const result = random.pickOr(results, undefined);
      const values = this.valuesFor(task, result?.key);
      const given = { words: 'so ist es', values, ...(result && { result: result.key }) };
      this.onStep(task, { type: 'complete', ...seat, ...given } as StepCommand);
    }
  }

  private report(): void {
    const job = this.jobs.shift();
    if (job === undefined) return this.wait();
    const { stepId } = job;
    if (this.random.chance(0.3)) this.run({ type: 'jobFailed', stepId, reason: 'nicht erreichbar' });
    else this.run({ type: 'jobDone', stepId, values: job.job.kind === 'number' ? { [job.job.fact]: '7/V' } : {} });
  }

  private work(): void {
    const tasks = tasksOf(this.bundle, this.state).filter(({ status }) => status === 'open');
    const task = this.random.pickOr(tasks, undefined);
    if (task === undefined) return this.jobs.length > 0 ? this.report() : this.wait();
    if (task.kind === 'repair') this.run({ type: 'retry', by: LEAD, stepId: task.stepId });
    else this.complete(task);
  }

  private leadCommand(): LeadCommand {
    const { random, state } = this;
    const stepId = random.pickOr(
      state.steps.filter(({ open }) => open),
      undefined,
    )?.id;
    const by = LEAD;
    const scope = random.pickOr(
      [undefined, ...(state.scopes ?? []).filter(({ outcome }) => outcome === null)],
      undefined,
    );
    const nodes = definitionIn(this.bundle, state, scope?.id).nodes;
    const nodeId = random.pickOr(nodes, undefined)?.id ?? '';
    return random.weighted<LeadCommand>(
      [
        [2, { type: 'suspend', by, reason: REASON }],
        [3, { type: 'returnTo', by, nodeId, ...(scope && { scope: scope.id }), reason: REASON }],
        [2, { type: 'skipStep', by, stepId: stepId ?? '', reason: REASON }],
        [2, { type: 'insertStep', by, before: stepId ?? '', name: named('Prüfung'), unitId: 'urban', reason: REASON }],
      ],
      { type: 'resume', by },
    );
  }

  /** Somebody does something, or time passes; `steering`: how often the lead acts on the run as a whole. */
  move(steering: number): void {
    if (this.state.suspended !== undefined) {
      this.wait();
      if (this.jobs.length > 0 && this.random.chance(0.5)) this.report();
      if (this.isRunning) this.run({ type: 'resume', by: LEAD });
      return;
    }
    if (this.random.chance(steering)) this.run(this.leadCommand());
    else if (this.random.chance(0.15)) this.wait();
    else if (this.jobs.length > 0 && this.random.chance(0.5)) this.report();
    else this.work();
  }
}
