import type { Command, StepCommand } from '../command';
import type { Bundle } from '../definition';
import { nextDue, taskForm, tasksOf } from '../projections';
import type { TaskView } from '../task-view';
import { acts, FACTS, headOf, LEAD, sha256 } from '../play';
import type { RoundCommand } from '../vocabulary';
import { seededRandom } from './random';
import type { Random } from './random';
import { Recorder } from '../record/recorded';
import type { RecordedHistory, RecordedRun } from '../record/recorded';

type Answer = Extract<RoundCommand, { type: 'answer' }>['kind'];
const ANSWERS: readonly (readonly [number, Answer])[] = [
  [8, 'approve'],
  [1, 'condition'],
  [1, 'reserve'],
  [1, 'refuse'],
  [1, 'nil'],
  [1, 'notResponsible'],
];
const UNITS = ['lead', 'health', 'youth', 'social', 'urban'] as const;
const REASON = 'aus gutem Grund';

class Player {
  private clock = Date.parse('2027-03-24T08:00:00.000Z');
  private facts = FACTS;
  private readonly recorder: Recorder;

  constructor(
    private readonly bundle: Bundle,
    history: RecordedHistory,
    private readonly random: Random,
  ) {
    this.recorder = new Recorder(history);
  }

  private get state() {
    if (this.recorder.state === null) throw new Error('The run has not been started.');
    return this.recorder.state;
  }

  private get runs(): boolean {
    return this.state.status === 'running';
  }

  private play(command: Command): void {
    this.clock += this.random.between(1, 3_600_000);
    this.recorder.play(new Date(this.clock).toISOString(), this.facts, command);
  }

  private step(task: Pick<TaskView, 'stepId'>, by = LEAD, command: StepCommand): void {
    if (this.runs) this.play({ type: 'step', stepId: task.stepId, by, command });
  }

  private wait(): void {
    const due = nextDue(this.state);
    this.clock = due === null ? this.clock + 86_400_000 : Math.max(this.clock, Date.parse(due));
    this.play({ type: 'tick' });
  }

  /** What whoever has the task does to be done with it. */
  private settle(task: TaskView): void {
    const { random } = this;
    const seatId = task.seatId ?? '';
    const version = this.state.paper.number;
    const by = acts(task.ownerId ?? `head-${task.unitId}`, task.unitId);
    const words = random.chance(0.8) ? 'mit diesen Worten' : '';
    switch (task.kind) {
      case 'coSignature': {
        const kind = random.weighted(ANSWERS, 'approve');
        return this.step(task, by, { type: 'answer', seatId, kind, version, words });
      }
      case 'finalSignature': {
        const round = this.state.steps.findLast((step) => step.type === 'coSignatureRound');
        const acknowledged = round?.type === 'coSignatureRound' ? round.round.seats.map(({ id }) => id) : [];
        if (random.chance(0.8)) return this.step(task, by, { type: 'sign', seatId, version, acknowledged });
        return this.step(task, by, { type: random.chance(0.5) ? 'return' : 'reject', seatId, words });
      }
      case 'condition':
        return this.step(task, LEAD, { type: 'answerCondition', seatId, accept: random.chance(0.5), words });
      case 'dissent':
        this.step(task, LEAD, { type: 'showDissent', seatId });
        for (const unitId of UNITS) this.step(task, headOf(unitId), { type: 'showDissent', seatId });
        return;
      case 'readdress':
        return this.step(task, by, { type: 'replaceSeat', seatId, unitId: 'urban', reason: REASON });
      default:
        return this.complete(task, by, words);
    }
  }

  private complete(task: TaskView, by: ReturnType<typeof acts>, words: string): void {
    const { random } = this;
    const form = taskForm(this.bundle, this.state, task.stepId, task.seatId);
    const result = random.pickOr(form?.results ?? [], undefined)?.key;
    const values = Object.fromEntries(
      (form?.fields ?? [])
        .filter(({ required, onlyWith }) =>
          onlyWith === undefined ? required || random.chance(0.5) : onlyWith === result,
        )
        .map(({ key, type }) => [
          key,
          {
            number: random.below(9_000),
            text: 'Text',
            boolean: true,
            date: '2027-06-01',
            choice: null,
            units: ['urban'],
          }[type as 'number'] ?? null,
        ]),
    );
    this.step(task, by, {
      type: 'complete',
      ...(task.seatId === null ? {} : { seatId: task.seatId }),
      ...(result === undefined ? {} : { result }),
      words,
      values,
    } as StepCommand);
  }

  private work(): void {
    const automatic = this.state.steps.find((step) => step.open && step.type === 'automatic' && step.failed === null);
    if (automatic !== undefined) {
      const failed = this.random.chance(0.3);
      if (failed) return this.play({ type: 'jobFailed', stepId: automatic.id, reason: 'nicht erreichbar' });
      return this.play({ type: 'jobDone', stepId: automatic.id, values: { number: '7/27' } });
    }
    const task = this.random.pickOr(
      tasksOf(this.bundle, this.state).filter(({ status }) => status === 'open'),
      undefined,
    );
    if (task === undefined) return this.wait();
    if (task.kind === 'repair') return this.play({ type: 'retry', by: LEAD, stepId: task.stepId });
    const seat = task.seatId === null ? {} : { seatId: task.seatId };
    if (task.ownerId === null) this.step(task, headOf(task.unitId), { type: 'claim', ...seat } as StepCommand);
    this.settle(task);
  }

  private disturb(): void {
    const { random } = this;
    const steps = this.state.steps;
    const stepId = random.pickOr(steps, undefined)?.id ?? 'e1';
    const seatId = random.pickOr(['p0001', 's0001', 's0002', 'g1'], 's0001');
    const fromUnitId = this.facts.leadUnitId;
    const commands: readonly (() => void)[] = [
      () => {
        this.play({ type: 'suspend', by: LEAD, reason: REASON });
        this.clock += 3 * 86_400_000;
        this.play({ type: 'resume', by: LEAD });
      },
      () => this.step({ stepId }, headOf(random.pick(UNITS)), { type: 'release', seatId }),
      () => this.step({ stepId }, LEAD, { type: 'extend', seatId, dueEnd: '2027-12-01T23:00:00.000Z', reason: REASON }),
      () => this.step({ stepId }, LEAD, { type: 'addPlace', unitId: random.pick(UNITS), reason: REASON }),
      () => this.step({ stepId }, LEAD, { type: 'removePlace', seatId, reason: REASON }),
      () => this.play({ type: 'skipStep', by: LEAD, stepId, reason: REASON }),
      () => this.play({ type: 'recount', changed: [{ date: '2027-04-02', name: 'Brückentag', closed: true }] }),
      () => {
        this.facts = { ...this.facts, leadUnitId: random.pick(['lead', 'social']) };
        this.play({ type: 'leadChanged', fromUnitId });
      },
      () => {
        const number = this.state.paper.number + 1;
        const version = { number, sha256: sha256(number) };
        this.step({ stepId }, LEAD, {
          type: 'replaceText',
          version,
          authors: ['autor'],
          change: 'substantive',
          affectedSeatIds: [],
          reason: REASON,
        });
      },
    ];
    random.pickOr(commands, () => undefined)();
  }

  run(name: string): RecordedRun {
    const facts = { amount: this.random.below(9_000) };
    const declared = this.bundle.definition.facts?.some(({ key, atStart }) => key === 'amount' && atStart);
    const paper = { number: 1, sha256: sha256(1) };
    this.play({ type: 'start', paper, authors: ['autor'], by: LEAD, ...(declared ? { facts } : {}) });
    for (let moves = 0; moves < 60 && this.runs; moves += 1) {
      if (this.random.chance(0.15)) this.wait();
      else if (this.random.chance(0.12)) this.disturb();
      else this.work();
    }
    if (this.runs) this.play({ type: 'cancelRun', by: acts('leitung', this.facts.leadUnitId), reason: REASON });
    return { name, status: this.state.status, steps: this.recorder.steps };
  }
}

/** A run of the procedure from start to end: people at work, time passing, and now and then something in the way. */
export const recordRun = (history: RecordedHistory, seed: number): RecordedRun =>
  new Player(history.bundle, history, seededRandom(seed)).run(`seed ${seed}`);
