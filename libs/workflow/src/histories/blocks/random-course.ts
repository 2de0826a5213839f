/** A procedure of blocks at random: what an office could have drawn. */
import type { Addressee, Period, Quorum, TimeLimit } from '../../definition';
import { days } from '../generate';
import type { Random } from '../random';
import { dateOf, SEAT_UNITS } from '../world';
import type { Condition, Course, Fork, Way } from './course-model';
import { type Block, type BlockOf, type BlockType } from './rules';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const name = { de: 'Schritt', en: 'step' };

const TYPES = [
  [3, 'task'],
  [2, 'takeNote'],
  [3.5, 'contribution'],
  [1.7, 'dispatch'],
  [2.3, 'resubmission'],
  [2.2, 'wait'],
  [4, 'committee'],
] as const satisfies readonly (readonly [number, BlockType])[];

/** How each kind of block can have ended. */
const RESULTS: Record<BlockType, readonly [string, ...string[]]> = {
  task: ['agreed', 'explained', 'skipped'],
  takeNote: ['complete', 'incomplete'],
  contribution: ['complete', 'incomplete'],
  dispatch: ['sent', 'skipped'],
  resubmission: ['done', 'skipped'],
  wait: ['reported', 'timeout'],
  committee: ['asDrafted', 'rejected', 'fault', 'referredBack'],
};

/** How deep a course lies, and whether a join of a parallel block waits for it in any case. */
interface Where {
  depth: number;
  isAwaited: boolean;
}

export class CourseMaker {
  readonly facts: Record<string, boolean | string> = {};
  readonly declared: string[] = [];
  private readonly blocks: string[] = [];
  private made = 0;

  constructor(
    private readonly random: Random,
    private readonly startAt: number,
  ) {}

  private next(prefix: string): string {
    this.made += 1;
    return `${prefix}${this.made}`;
  }

  private maybe<T>(probability: number, make: () => T): T | undefined {
    return this.random.chance(probability) ? make() : undefined;
  }

  private duty(): Addressee {
    return this.random.weighted<Addressee>(
      [
        [4, { kind: 'lead' }],
        [2, { kind: 'unit', unitId: this.random.pick(SEAT_UNITS) }],
        [1, { kind: 'superiorOfLead' }],
        [1, { kind: 'boardMemberOfLead' }],
      ],
      { kind: 'lead' },
    );
  }

  private several(most: number): Addressee[] {
    return Array.from({ length: this.random.between(1, most) }, () =>
      this.random.chance(0.15) ? this.duty() : { kind: 'unit', unitId: this.random.pick(SEAT_UNITS) },
    );
  }

  private reminders = (): Period[] =>
    Array.from({ length: this.random.pick([0, 1, 1, 2]) }, () => days(this.random, 3));

  private declare(prefix: 'day' | 'way'): string {
    const known = this.declared.filter((key) => key.startsWith(prefix));
    if (known.length > 0 && this.random.chance(0.5)) return this.random.pickOr(known, prefix);
    const key = this.next(prefix);
    this.declared.push(key);
    return key;
  }

  /** A fact that is known from the start, or that a task may fill in. */
  private fact(prefix: 'day' | 'way'): string {
    const { random } = this;
    const key = this.declare(prefix);
    const value = prefix === 'way' ? random.chance(0.55) : dateOf(this.startAt + random.between(-1, 12) * DAY);
    if (!(key in this.facts) && random.chance(0.75)) this.facts[key] = value;
    return key;
  }

  /** A Frist that mostly counts from its opening. */
  private limit(most: number): TimeLimit {
    const { random } = this;
    const period = days(random, most);
    if (random.chance(0.7)) return period;
    const nodeId = random.pickOr(this.blocks, undefined);
    if (nodeId === undefined || random.chance(0.5))
      return { ...period, from: { kind: 'fact', fact: this.fact('day') } };
    return { ...period, from: { kind: 'step', nodeId } };
  }

  private ladder(): { escalationPeriod?: Period; maxEscalations?: number } {
    const { random } = this;
    return {
      ...(random.chance(0.7) ? { escalationPeriod: days(random, 3) } : {}),
      ...(random.chance(0.7) ? { maxEscalations: random.between(0, 3) } : {}),
    };
  }

  private readonly makers: { [Type in BlockType]: (base: { id: string; name: typeof name }) => BlockOf<Type> } = {
    task: (base) => ({
      ...base,
      ...this.ladder(),
      type: 'task',
      addressee: this.duty(),
      period: this.maybe(0.7, () => this.limit(4)),
      reminders: this.reminders(),
      results: this.maybe(0.5, () => [
        { key: 'agreed', name },
        { key: 'explained', name, needsWords: true },
      ]),
      fields: this.maybe(0.5, () =>
        [...new Set([this.declare('day'), this.declare('way')])].map((fact) => ({
          fact,
          required: this.random.chance(0.4),
        })),
      ),
      onSilence: this.random.pick(['remindOnly', 'escalate']),
    }),
    takeNote: (base) => ({
      ...base,
      type: 'takeNote',
      addressees: this.several(3),
      period: this.maybe(0.7, () => this.limit(4)),
      reminders: this.reminders(),
      waits: this.random.chance(0.6),
    }),
    contribution: (base) => ({
      ...base,
      ...this.ladder(),
      type: 'contribution',
      addressees: this.several(3),
      period: this.limit(4),
      reminders: this.reminders(),
      onSilence: this.random.pick(['without', 'without', 'escalate', 'remindOnly']),
      nilAllowed: this.random.chance(0.5),
      combinedBy: this.maybe(0.65, () => this.duty()),
      combinePeriod: this.maybe(0.6, () => days(this.random, 3)),
    }),
    dispatch: (base) => ({
      ...base,
      type: 'dispatch',
      addressee: this.duty(),
      recipients: name,
      period: this.maybe(0.6, () => this.limit(3)),
      reminders: this.reminders(),
    }),
    resubmission: (base) => ({
      ...base,
      type: 'resubmission',
      addressee: this.duty(),
      at: this.random.chance(0.6)
        ? { kind: 'period', period: days(this.random, 4) }
        : { kind: 'date', fact: this.fact('day') },
      period: this.maybe(0.6, () => days(this.random, 3)),
      reminders: this.reminders(),
    }),
    wait: (base) => ({
      ...base,
      type: 'wait',
      until: this.random.chance(0.75)
        ? {
            kind: 'event',
            event: name,
            reportedBy: this.duty(),
            atMost: this.maybe(0.7, () => days(this.random, 4)),
          }
        : { kind: 'date', fact: this.fact('day') },
    }),
    committee: (base) => ({
      ...base,
      type: 'committee',
      office: this.duty(),
      members: this.several(5),
      session: {
        weekday: 2,
        everyWeeks: this.random.pick([1, 1, 2]),
        anchor: '2027-11-02',
        closing: { weekday: this.random.between(1, 7), time: this.random.pick(['12:00', '00:00', '16:30']) },
      },
      quorum: this.random.pick<Quorum>([
        { kind: 'all' },
        { kind: 'count', n: 2 },
        { kind: 'percent', p: this.random.pick([34, 50, 67]) },
      ]),
      majority: this.random.pick(['simple', 'simple', 'absolute', 'unanimous']),
      chair: this.maybe(0.5, () => this.duty()),
      mode: this.random.pick(['session', 'circulation']),
      period: this.maybe(0.8, () => days(this.random, 3)),
      reminders: this.reminders(),
      onSilence: this.random.pick(['remindOnly', 'abstain']),
    }),
  };

  private block(): Block {
    const make = this.makers[this.random.weighted(TYPES, 'contribution')] as (base: object) => Block;
    // Stored definitions lack what was not set.
    const block = JSON.parse(JSON.stringify(make({ id: this.next('block'), name }))) as Block;
    this.blocks.push(block.id);
    return block;
  }

  private condition(before: Block | undefined): Condition {
    const { random } = this;
    // A Kenntnisnahme that nobody waits for has not ended by then.
    const isOver = before !== undefined && !(before.type === 'takeNote' && !before.waits);
    if (isOver && random.chance(0.4)) return { block: before.id, result: random.pick(RESULTS[before.type]) };
    return { fact: this.fact('way') };
  }

  private fork(before: Block | undefined, { depth, isAwaited }: Where): Fork {
    const { random } = this;
    const kind = random.chance(0.75) ? 'inclusive' : 'parallel';
    const number = random.between(2, 3);
    const otherwise = kind === 'inclusive' && random.chance(0.9) ? random.below(number) : null;
    const ways = Array.from({ length: number }, (_, place): Way => {
      const isConditional = kind === 'inclusive' && place !== otherwise && random.chance(0.9);
      return {
        when: isConditional ? this.condition(before) : null,
        course: this.course(random.pick([0, 1, 1, 1, 2]), {
          depth: depth + 1,
          isAwaited: isAwaited || kind === 'parallel',
        }),
        leaves: kind === 'inclusive' && !isAwaited && random.chance(0.12),
      };
    });
    return { id: this.next('fork'), kind, ways, otherwise };
  }

  course(length: number, where: Where = { depth: 0, isAwaited: false }): Course {
    const course: Course = [];
    let before: Block | undefined;
    for (let left = length; left > 0; left -= 1) {
      if (this.random.chance(where.depth === 0 ? 0.4 : 0.12) && where.depth < 2) {
        course.push({ fork: this.fork(before, where) });
        before = undefined;
      } else {
        before = this.block();
        course.push({ block: before });
      }
    }
    return course;
  }
}
