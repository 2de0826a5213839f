import { advance, nextDue } from '../../advance';
import type { Command, Facts, StepCommand } from '../../command';
import type { Bundle, FactValue } from '../../definition';
import { seededRandom } from '../../histories/random';
import type { Random } from '../../histories/random';
import { acts, FACTS, headOf, LEAD, sha256 } from '../../play';
import { alone, end, graph, task, unit, workingDays } from '../../play-graph';
import { taskForm, tasksOf } from '../../projections';
import type { RunState, StepState } from '../../state';
import type { Acting, Completion } from '../../vocabulary';

const two = { addressees: [unit('health'), unit('youth-team')], reminders: [workingDays(1)] };
const chain = (node: Record<string, unknown> & { id: string }) =>
  graph(
    [node, task('work'), end('end')],
    [
      ['start', node.id],
      [node.id, 'work'],
      ['work', 'end'],
    ],
  );
const part = { id: 'b', type: 'contribution', ...two, period: workingDays(3) };
const committee = {
  office: { kind: 'lead' },
  members: [unit('health'), unit('youth-team'), unit('social')],
  session: { weekday: 2, everyWeeks: 1, anchor: '2026-01-06', closing: { weekday: 4, time: '12:00' } },
  quorum: { kind: 'percent', p: 50 },
  majority: 'absolute',
  reminders: [workingDays(1)],
};
const BLOCKS: Record<string, Bundle> = {
  'a Kenntnisnahme': alone({ id: 'b', type: 'takeNote', ...two, waits: true }),
  'a Kenntnisnahme with a Frist': alone({ id: 'b', type: 'takeNote', ...two, waits: true, period: workingDays(2) }),
  'a Kenntnisnahme beside the run': chain({
    id: 'b',
    type: 'takeNote',
    ...two,
    waits: false,
    period: workingDays(2),
  }),
  'a Beitrag without the silent': alone({ ...part, onSilence: 'without', nilAllowed: true }),
  'a Beitrag that goes up': chain({ ...part, onSilence: 'escalate', maxEscalations: 1, combinedBy: { kind: 'lead' } }),
  'a Beitrag that is put together': alone({
    ...part,
    onSilence: 'without',
    combinedBy: { kind: 'superiorOfLead' },
    combinePeriod: workingDays(1),
  }),
  'a Versand': alone({
    id: 'b',
    type: 'dispatch',
    addressee: { kind: 'lead' },
    recipients: { de: 'alle', en: 'all' },
    period: workingDays(1),
    reminders: [],
  }),
  'a Wiedervorlage': alone({
    id: 'b',
    type: 'resubmission',
    addressee: { kind: 'lead' },
    at: { kind: 'period', period: workingDays(2) },
    period: workingDays(1),
    reminders: [],
  }),
  'a Gremium': alone({ id: 'b', type: 'committee', ...committee, mode: 'session' }),
  'a decision by circulation': chain({
    id: 'b',
    type: 'committee',
    ...committee,
    mode: 'circulation',
    period: workingDays(2),
    onSilence: 'abstain',
  }),
  'waiting for an event': chain({
    id: 'b',
    type: 'wait',
    until: { kind: 'event', event: { de: 'Antwort', en: 'Reply' }, reportedBy: unit('health'), atMost: workingDays(4) },
  }),
  'a task that goes up': alone(task('b', { period: workingDays(2), reminders: [], onSilence: 'escalate' })),
};

const UNITS = ['lead', 'health', 'youth', 'youth-team', 'social', 'councillor', 'board'] as const;
const DAY = 86_400_000;

interface Played {
  command: Command;
  now: string;
  facts: Facts;
}

class RandomRun {
  state: RunState;
  readonly played: Played[] = [];
  events = 0;
  facts = FACTS;
  private clock = Date.parse('2027-03-25T09:00:00.000Z');

  constructor(
    readonly bundle: Bundle,
    readonly random: Random,
  ) {
    this.state = this.step(null, {
      type: 'start',
      paper: { number: 1, sha256: sha256(1) },
      authors: ['autor'],
      by: LEAD,
    });
  }

  get now(): string {
    return new Date(this.clock).toISOString();
  }

  private step(from: RunState | null, command: Command): RunState {
    const { now, facts } = this;
    this.played.push({ command, now, facts });
    const { state, effects, refused } = advance(this.bundle, from, command, { now, facts });
    this.events += effects.length;
    if (refused !== undefined && from !== null) {
      // A refused command changes nothing but for the tick that had to come first.
      expect(state).toEqual(advance(this.bundle, from, { type: 'tick' }, { now, facts }).state);
    }
    return state;
  }

  run(command: Command): void {
    const before = this.state;
    this.state = this.step(before, command);
    this.check(before);
  }

  /** To the next thing that falls due, or on by hours or days. */
  wait(): void {
    const due = nextDue(this.state);
    this.clock =
      due !== null && this.random.chance(0.5)
        ? Math.max(this.clock, Date.parse(due))
        : this.clock + this.random.between(1, 3 * DAY);
    this.run({ type: 'tick' });
    expect(advance(this.bundle, this.state, { type: 'tick' }, this).effects).toEqual([]);
  }

  private check(before: RunState): void {
    const { state, bundle } = this;
    if (state.status !== 'running') {
      expect(state.joins).toEqual({});
      expect(state.steps.filter(({ open }) => open)).toEqual([]);
      expect(tasksOf(bundle, state).filter(({ status }) => status === 'open' || status === 'waiting')).toEqual([]);
    } else expect(state.steps.some(({ open }) => open)).toBe(true);
    // What is over stays as it was.
    for (const [index, step] of before.steps.entries()) if (!step.open) expect(state.steps[index]).toEqual(step);
    for (const place of placesIn(before)) {
      if (place.state !== 'done' || place.role === 'resubmission') continue;
      expect(placesIn(state).find(({ id, key }) => id === place.id && key === place.key)).toEqual(place);
    }
  }
}

const placesIn = ({ steps }: RunState) =>
  steps.flatMap((step: StepState) =>
    'places' in step ? step.places.map((place) => ({ ...place, key: step.id })) : [],
  );

const RESULTS = [
  ...['delivered', 'nil', 'sent', 'done', 'again'],
  ...['entered', 'urgent', 'fault', 'asDrafted', 'changed', 'postponed', 'referredBack', 'rejected'],
  ...['yes', 'objection', 'abstain', 'conflict'],
];
const COUNTS = { present: 3, yes: 3, no: 0, abstained: 0 };

function someGiven(random: Random): Completion {
  const result = random.pickOr([...RESULTS, 'nonsense', undefined], undefined);
  const words = random.pickOr(['so ist es', '', undefined], undefined);
  const day = random.pickOr(['2027-06-01', '2020-01-01', 'morgen', undefined], undefined);
  const count = () => random.between(0, 3);
  const values = random.pickOr<Record<string, FactValue>>(
    [
      day === undefined ? {} : { day },
      { number: '7/V' },
      COUNTS,
      { present: count(), yes: count(), no: count(), abstained: count() },
      { present: 2, yes: 2, no: 0, abstained: 0, excluded: ['health'], exclusion: 'befangen' },
    ],
    {},
  );
  return {
    ...(result === undefined ? {} : { result }),
    ...(words === undefined ? {} : { words }),
    ...(Object.keys(values).length === 0 ? {} : { values }),
  };
}

function someCommand(random: Random, run: RandomRun): StepCommand {
  const seatId = random.pickOr(['p0001', 'p0002', 'p0003', 'p0009'], 'p0001');
  const reason = random.pickOr(['weil', 'weil', ' '], 'weil');
  const unitId = random.pick(UNITS);
  const dueEnd = new Date(Date.parse(run.now) + random.between(-DAY, 9 * DAY)).toISOString();
  return random.weighted<StepCommand>(
    [
      [5, { type: 'claim', seatId }],
      [5, { type: 'complete', seatId, ...someGiven(random) }],
      [1, { type: 'release', seatId }],
      [1, { type: 'delegate', seatId, to: acts(`zweite-${unitId}`, unitId) }],
      [1, { type: 'extend', seatId, dueEnd, reason }],
      [1, { type: 'addPlace', unitId, reason }],
      [1, { type: 'removePlace', seatId, reason }],
    ],
    { type: 'claim', seatId },
  );
}

const somebody = (random: Random): Acting =>
  random.pickOr([LEAD, ...UNITS.map(headOf), acts('niemand', 'urban')], LEAD);

const HOUSE_DAY = { date: '2027-03-31', name: 'Betriebsausflug' };

const moves: readonly (readonly [number, (run: RandomRun, random: Random) => void])[] = [
  [15, (run) => run.wait()],
  [
    3,
    (run, random) => {
      const fromUnitId = run.facts.leadUnitId;
      run.facts = { ...run.facts, leadUnitId: random.pick(['lead', 'social']) };
      run.run({ type: 'leadChanged', fromUnitId });
    },
  ],
  [
    3,
    (run) => {
      run.facts = { ...run.facts, closedDays: { ...run.facts.closedDays, [HOUSE_DAY.date]: HOUSE_DAY.name } };
      run.run({ type: 'recount', changed: [{ ...HOUSE_DAY, closed: true }] });
    },
  ],
  [
    79,
    (run, random) => {
      const stepId = random.pickOr(run.state.steps, undefined)?.id ?? 'e1';
      run.run({ type: 'step', stepId, by: somebody(random), command: someCommand(random, run) });
    },
  ],
];

function playAtRandom(bundle: Bundle, seed: number): RandomRun {
  const random = seededRandom(seed);
  const run = new RandomRun(bundle, random);
  for (let left = random.between(1, 40); left > 0 && run.state.status === 'running'; left -= 1)
    random.weighted(moves, () => undefined)(run, random);
  return run;
}

/** Whoever has something to do does it, and time passes where nobody has. */
function bringToItsEnd(run: RandomRun): void {
  for (let rounds = 0; rounds < 30 && run.state.status === 'running'; rounds += 1) {
    for (const { stepId, seatId, unitId, ownerId } of tasksOf(run.bundle, run.state).filter(
      ({ status }) => status === 'open',
    )) {
      const by = acts(ownerId ?? `head-${unitId}`, unitId);
      const seat = seatId === null ? {} : { seatId };
      const form = taskForm(run.bundle, run.state, stepId, seatId);
      const [first] = form?.results ?? [];
      const known = Object.entries({ number: '7/V', ...COUNTS }).filter(([key]) =>
        form?.fields.some((field) => field.key === key),
      );
      const values = known.length === 0 ? {} : { values: Object.fromEntries(known) };
      const given = first === undefined ? values : { result: first.key, words: 'so ist es', ...values };
      run.run({ type: 'step', stepId, by, command: { type: 'claim', ...seat } as StepCommand });
      run.run({ type: 'step', stepId, by, command: { type: 'complete', ...seat, ...given } as StepCommand });
    }
    if (run.state.status === 'running') run.wait();
  }
}

describe.each(Object.entries(BLOCKS))('%s under commands at random', (_name, bundle) => {
  it('ends, leaves nobody with a task and replays to the same state', () => {
    for (let seed = 1; seed <= 60; seed += 1) {
      const run = playAtRandom(bundle, seed);
      bringToItsEnd(run);
      expect(run.state.status).toBe('completed');
      let replayed: RunState | null = null;
      let events = 0;
      for (const { command, now, facts } of run.played) {
        // Stopped and taken up again between any two commands.
        const kept = JSON.parse(JSON.stringify(replayed)) as RunState | null;
        const advanced = advance(bundle, kept, command, { now, facts });
        replayed = advanced.state;
        events += advanced.effects.length;
      }
      expect(JSON.stringify(replayed)).toBe(JSON.stringify(run.state));
      expect(events).toBe(run.events);
    }
  });
});
