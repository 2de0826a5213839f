import { fiveDays, LEAD, Play } from '../play';
import { migrateState, type Migrated } from './migrate';
import { context, days, FIVE, goesOn, migrate, moved, oneTask, TEN, THREE } from './play-migration';

describe('Fristen of a run that is moved', () => {
  const play = () => new Play(oneTask({ period: fiveDays, reminders: [days(3)] })).start();
  const due = (result: Migrated) => {
    const [step] = moved(result).state.steps;
    return step?.type === 'task' ? [step.dueEnd, step.reminders] : [];
  };

  it('are counted by the new period from the same beginning', () => {
    const result = migrate(play(), oneTask({ period: days(10), reminders: [days(3)] }));
    expect(due(result)).toEqual([
      TEN,
      [
        { at: THREE, fired: false },
        { at: TEN, fired: false },
      ],
    ]);
    expect(moved(result).changes).toEqual([
      { nodeId: 'check', stepId: 'e1', seatId: null, unitId: 'lead', what: 'deadline', was: FIVE, dueEnd: TEN },
    ]);
  });

  it('leave whoever hears of a shorter one today the next working day', () => {
    const late = play().tick('2027-04-01T09:00:00.000Z');
    const to = oneTask({ period: days(1), reminders: [] });
    const result = migrateState(late.bundle, to, late.state, { check: 'check' }, { ...context, now: late.now });
    expect(due(result)[0]).toBe('2027-04-02T22:00:00.000Z');
    expect(moved(result).effects).toContainEqual(expect.objectContaining({ type: 'notify', reason: 'reminder' }));
  });

  it('keep what was sent as sent', () => {
    const reminded = play().tick('2027-04-02T09:00:00.000Z');
    const to = oneTask({ period: days(10), reminders: [days(3)] });
    const result = migrateState(
      reminded.bundle,
      to,
      reminded.state,
      { check: 'check' },
      { ...context, now: reminded.now },
    );
    expect(due(result)[1]).toEqual([
      { at: THREE, fired: true },
      { at: TEN, fired: false },
    ]);
  });

  it('stay where they have run out', () => {
    const over = play().tick('2027-04-06T09:00:00.000Z');
    const to = oneTask({ period: days(10), reminders: [] });
    const result = migrateState(over.bundle, to, over.state, { check: 'check' }, { ...context, now: over.now });
    expect(due(result)[0]).toBe(FIVE);
    expect(moved(result).changes).toEqual([]);
  });

  it('begin where the new version has one, and end where it has none', () => {
    const without = new Play(oneTask()).start();
    expect(due(migrate(without, oneTask({ period: fiveDays })))[0]).toBe(FIVE);
    expect(due(migrate(play(), oneTask()))).toEqual([null, []]);
  });

  it('begin where the run goes on, if it stood still', () => {
    const rested = new Play(oneTask()).start();
    rested.run({ type: 'suspend', by: LEAD, reason: 'Gericht abwarten' });
    rested.now = '2027-05-25T09:00:00.000Z';
    rested.run({ type: 'resume', by: LEAD });
    const to = oneTask({ period: days(10), reminders: [days(3)] });
    const result = migrateState(rested.bundle, to, rested.state, { check: 'check' }, { ...context, now: rested.now });
    expect(due(result)).toEqual([
      '2027-06-08T22:00:00.000Z',
      [
        { at: '2027-05-28T22:00:00.000Z', fired: false },
        { at: '2027-06-08T22:00:00.000Z', fired: false },
      ],
    ]);
  });

  describe('of a task whose end means something else by then', () => {
    const [reminds, escalates] = [oneTask({ period: fiveDays }), oneTask({ period: fiveDays, onSilence: 'escalate' })];
    const atItsEnd = (play: Play) => {
      play.notices = [];
      return play.tick('2027-04-06T09:00:00.000Z').notices.map(({ reason }) => reason);
    };

    it.each([
      ['with the same Frist', fiveDays],
      ['with another Frist', days(4)],
    ])('escalate where the new version does, %s', (_with, period) => {
      const play = goesOn(new Play(reminds).start(), oneTask({ period, onSilence: 'escalate' }));
      expect(atItsEnd(play)).toContain('escalation');
    });

    it('remind where the new version does no more', () => {
      expect(atItsEnd(goesOn(new Play(escalates).start(), reminds))).toEqual(['reminder']);
    });

    it('escalate where a version without a Frist lay between', () => {
      const without = goesOn(new Play(escalates).start(), oneTask());
      expect(atItsEnd(goesOn(without, escalates))).toContain('escalation');
    });
  });
});
