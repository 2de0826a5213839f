import type { Situation } from '@querraum/contracts';
import { standingOf } from './standing';

type Holder = Situation['waitingFor'][number];

const lead = { id: 'lead', name: 'OE SPK' };
const createdAt = new Date('2027-03-01T08:00:00.000Z');
const holder = (kind: Holder['kind'], over: Partial<Holder> = {}): Holder => ({
  ...{ unit: { id: kind, name: kind }, owner: null, kind, since: '2027-03-02T08:00:00.000Z', dueEnd: null },
  ...over,
});
const ended = (status: Situation['status']): Situation => ({
  ...{ runId: 'run', status, procedureName: { de: 'Mitzeichnung', en: 'Co-signature' }, waitingFor: [], next: [] },
  endedAt: '2027-04-01T08:00:00.000Z',
});
const standing = (situation: Situation | null, running: Holder[][] = [], assigned: Holder[] = []) =>
  standingOf({ leadUnit: lead, createdAt, isClosed: false, situation, running, assigned });

describe('where a project stands', () => {
  it('lies with nobody once it is closed', () => {
    const closed = {
      leadUnit: lead,
      createdAt,
      isClosed: true,
      situation: ended('returned'),
      running: [],
      assigned: [],
    };
    expect(standingOf(closed)).toEqual({ stages: ['completed'], holders: [] });
  });

  it('lies with the lead since it is there, while nothing runs', () => {
    expect(standing(null)).toEqual({
      stages: ['preparing'],
      holders: [{ unit: lead, owner: null, kind: 'task', since: createdAt.toISOString(), dueEnd: null }],
    });
  });

  it('lies with the units that have a task by hand, also while no run is there and after the last has ended', () => {
    const soon = holder('task', { dueEnd: '2027-03-10T23:00:00.000Z' });
    const answered = holder('readdress');
    for (const situation of [null, ended('completed')])
      expect(standing(situation, [], [answered, soon])).toEqual({
        stages: ['task', 'lead'],
        holders: [soon, answered],
      });
    const signing = holder('coSignature');
    expect(new Set(standing(ended('returned'), [[signing]], [soon]).stages)).toEqual(new Set(['task', 'coSignature']));
  });

  it('stands at every step that any of its runs waits at, the next Frist first', () => {
    const late = holder('coSignature', { dueEnd: '2027-03-20T23:00:00.000Z' });
    const soon = holder('dissent', { dueEnd: '2027-03-10T23:00:00.000Z' });
    const free = holder('condition');
    const { stages, holders } = standing(ended('completed'), [[free, late], [soon]]);
    expect(holders).toEqual([soon, late, free]);
    expect(new Set(stages)).toEqual(new Set(['dissent', 'coSignature', 'lead']));
  });

  it('waits for a date where a run waits for nobody', () => {
    expect(standing(null, [[]])).toEqual({ stages: ['date'], holders: [] });
    expect(standing(null, [[holder('timer', { unit: null })]]).stages).toEqual(['date']);
  });

  it.each(['completed', 'rejected', 'cancelled'] as const)('is done and lies with nobody when %s', (status) => {
    expect(standing(ended(status))).toEqual({ stages: [status], holders: [] });
  });

  it('lies with the lead again since its paper came back', () => {
    expect(standing(ended('returned'))).toMatchObject({
      stages: ['returned'],
      holders: [{ unit: lead, since: '2027-04-01T08:00:00.000Z' }],
    });
  });
});
