import { TemplateContent } from '@querraum/contracts';
import { faultsOf, faultWords, findUnit, type Place, type PlaceUnit } from './template-check';

const unit = (id: string, over: Partial<PlaceUnit> = {}): PlaceUnit => ({
  id,
  name: `Amt ${id}`,
  department: null,
  isGone: false,
  ...over,
});
const LEAD = unit('lead', { department: 'AREA_COORDINATION' });
const HEALTH = unit('health', { department: 'HEALTH' });
const YOUTH = unit('youth', { department: 'YOUTH' });
const GONE = unit('gone', { department: 'SPORT', isGone: true });
const place: Place = {
  leadUnitId: 'lead',
  parties: [LEAD, HEALTH],
  house: [LEAD, unit('other health', { department: 'HEALTH' }), HEALTH, YOUTH, GONE],
  procedures: new Map(),
};
const ID = '01926f00-0000-7000-8009-000000000001';

describe('with whom a part of a template lies', () => {
  it('is the lead of the new project, whoever that is', () => {
    expect(findUnit({ kind: 'lead' }, place, 'party')).toEqual({ unitId: 'lead' });
  });

  it('is the unit of the Ressort that takes part, before any other of the house', () => {
    expect(findUnit({ kind: 'department', department: 'HEALTH' }, place, 'house')).toEqual({ unitId: 'health' });
  });

  it('may be a unit that does not take part where it is a task, and only there', () => {
    const youth = { kind: 'department', department: 'YOUTH' } as const;
    expect(findUnit(youth, place, 'house')).toEqual({ unitId: 'youth' });
    expect(findUnit(youth, place, 'party')).toMatchObject({ reason: 'departmentAbsent', about: { de: 'Jugend' } });
    expect(findUnit({ kind: 'unit', unitId: 'youth' }, place, 'party')).toMatchObject({ reason: 'unitAbsent' });
  });

  it('is nobody where the unit is dissolved or the house has none of the Ressort', () => {
    expect(findUnit({ kind: 'unit', unitId: 'gone' }, place, 'house')).toMatchObject({ reason: 'unitGone' });
    expect(findUnit({ kind: 'department', department: 'SPORT' }, place, 'house')).toMatchObject({
      reason: 'departmentGone',
    });
  });
});

describe('the faults of a template', () => {
  it('are all named at once, each by its part', () => {
    const content = TemplateContent.parse({
      measures: [{ title: 'Spielplatz', unit: { kind: 'department', department: 'YOUTH' } }],
      procedures: [{ procedureId: ID }],
    });
    const faults = faultsOf(content, place);
    expect(faults.map(({ part, reason }) => [part, reason])).toEqual([
      ['measure', 'departmentAbsent'],
      ['procedure', 'procedureGone'],
    ]);
    expect(faultWords(faults).de).toBe(
      `Maßnahme „Spielplatz“: Jugend nimmt nicht teil. Verfahren „${ID}“ ist nicht freigegeben.`,
    );
  });
});

describe('what a template may say', () => {
  const task = (key: string, dependsOn: string[] = []) => ({
    key,
    kind: 'completion',
    title: 'Aufgabe',
    unit: { kind: 'lead' },
    dependsOn,
  });
  it.each<[string, unknown]>([
    ['tasks that wait for each other', { tasks: [task('a', ['b']), task('b', ['a'])] }],
    ['a task that waits for itself', { tasks: [task('a', ['a'])] }],
    ['a task that waits for none there is', { tasks: [task('a', ['z'])] }],
    ['two tasks under one key', { tasks: [task('a'), task('a')] }],
    [
      'a milestone in a phase that is none',
      { milestones: [{ name: 'M', day: 1, unit: { kind: 'lead' }, phase: 'p' }] },
    ],
    ['a day before the beginning', { milestones: [{ name: 'M', day: -1, unit: { kind: 'lead' } }] }],
  ])('is not: %s', (_, content) => {
    expect(TemplateContent.safeParse(content).success).toBe(false);
  });
});
