import { named } from '../play';
import type { Random } from './random';

const UNITS = ['lead', 'health', 'youth', 'social', 'urban'] as const;
export const days = (length: number) => ({ length, unit: 'workingDay', roll: true });
/** The schema asks for ids of the house; the run speaks of units by name. */
export const HOUSE = ['lead', 'health', 'youth', 'social', 'urban', 'councillor'] as const;
export const idOf = (index: number): string => `01926f00-0000-7000-8001-00000000000${index}`;
export const unit = (name: (typeof HOUSE)[number]) => ({ kind: 'unit', unitId: idOf(HOUSE.indexOf(name)) });
export const LEAD = { kind: 'lead' };

/** What is waited for, and routed by, is known there too. */
const HANDED_OVER = { costs: 'costs', day: 'day', kind: 'kind' };

interface Settings {
  type: string;
  [setting: string]: unknown;
}

/** One step of any kind, with settings of which every one may stand alone. */
export function randomStep(random: Random, called: readonly string[]): Settings {
  const addressees = [unit(random.pick(UNITS)), unit('councillor')];
  const addressee = random.pick([LEAD, unit(random.pick(UNITS))]);
  const period = random.chance(0.6) ? { period: days(random.between(1, 4)) } : {};
  const kinds: (readonly [number, () => Settings])[] = [
    [
      4,
      () => ({
        type: 'task',
        ...{ addressee, ...period, reminders: [] },
        ...(random.chance(0.6) && {
          fields: [{ fact: random.pick(['costs', 'kind', 'kind', 'day']), required: true }],
        }),
      }),
    ],
    [1, () => ({ type: 'timer', period: days(2) })],
    [2, () => ({ type: 'takeNote', addressees, period: days(2), reminders: [], waits: random.chance(0.5) })],
    [
      2,
      () => ({
        type: 'contribution',
        ...{ addressees, period: days(3), reminders: [], onSilence: random.pick(['without', 'escalate']) },
        ...(random.chance(0.4) && { combinedBy: LEAD, combinePeriod: days(2) }),
      }),
    ],
    [1, () => ({ type: 'dispatch', addressee, recipients: named('alle'), ...period, reminders: [] })],
    [1, () => ({ type: 'resubmission', addressee, at: { kind: 'period', period: days(3) }, reminders: [] })],
    [1, () => ({ type: 'automatic', job: { kind: 'setDate', fact: 'day', period: days(2) } })],
    [1, () => ({ type: 'automatic', job: { kind: 'number', series: 'doc', pattern: '{n}', fact: 'number' } })],
    [1, () => ({ type: 'wait', until: { kind: 'date', fact: 'day' } })],
    [1, () => ({ type: 'wait', until: { kind: 'event', event: named('Post'), reportedBy: LEAD, atMost: days(4) } })],
    [
      1,
      () => ({
        type: 'decision',
        table: {
          hitPolicy: 'first',
          inputs: ['facts.costs'],
          outputs: ['number'],
          rules: [
            { when: ['> 40'], then: ['viel'] },
            { when: ['-'], then: ['wenig'] },
          ],
        },
      }),
    ],
    [
      called.length > 0 ? 2 : 0,
      () => ({ type: 'call', procedure: random.pickOr(called, ''), inputs: HANDED_OVER, outputs: { kind: 'kind' } }),
    ],
    [
      1,
      () => ({
        type: 'committee',
        ...{ office: LEAD, members: [unit('health'), unit('youth'), unit('social')] },
        session: { weekday: 2, everyWeeks: 1, anchor: '2027-03-23', closing: { weekday: 5, time: '12:00' } },
        ...{ quorum: { kind: 'count', n: 2 }, majority: 'simple', mode: 'session', reminders: [] },
      }),
    ],
  ];
  return random.weighted(kinds, () => ({ type: 'task', addressee, reminders: [] }))();
}
