import { TemplateContent } from '@querraum/contracts';
import { sayGerman } from '../../core/testing/say';
import { addLine, changeLine, linesOf, removeLine, templateErrors, unitOf, unitValue } from './template-draft';

const lead = { kind: 'lead' as const };
const content = TemplateContent.parse({
  phases: [{ key: 'p1', name: 'Analyse', startDay: 0, days: 30 }],
  milestones: [{ name: 'Auftakt', day: 7, unit: lead, phase: 'p1' }],
  tasks: [
    { key: 't1', kind: 'completion', title: 'Daten sammeln', unit: lead, workingDays: 5 },
    { key: 't2', kind: 'statement', title: 'Stellung nehmen', unit: lead, dependsOn: ['t1'] },
  ],
});

describe('a template that is edited', () => {
  it('shows what goes along with a line', () => {
    const task = { key: 't', kind: 'completion', title: 'Daten', unit: lead, checklist: ['Sozialindex'] };
    const measure = { title: 'Spielplatz', unit: lead, targetGroup: 'Familien' };
    const shown = TemplateContent.parse({ tasks: [task], measures: [measure] });
    expect(linesOf(shown, 'tasks')[0]?.also).toEqual(['Sozialindex']);
    expect(linesOf(shown, 'measures')[0]?.also).toEqual(['Familien']);
  });

  it('shows each part as lines, with the numbers it has', () => {
    expect(linesOf(content, 'milestones')).toEqual([
      { title: 'Auftakt', unit: 'lead', numbers: [{ name: 'day', value: 7 }], also: [] },
    ]);
  });

  it('changes one line and leaves the others', () => {
    const changed = changeLine(content, 'tasks', 1, { title: 'Anders', numbers: { workingDays: null } });
    expect(changed.tasks.map(({ title }) => title)).toEqual(['Daten sammeln', 'Anders']);
    expect(changeLine(content, 'phases', 0, { title: 'Neu' }).phases[0]?.name).toBe('Neu');
  });

  it('forgets what referred to a part that went', () => {
    expect(removeLine(content, 'phases', 0).milestones[0]?.phase).toBeNull();
    expect(removeLine(content, 'tasks', 0).tasks).toMatchObject([{ key: 't2', dependsOn: [] }]);
  });

  it('says at which control something is missing', () => {
    const draft = changeLine(addLine(content, 'measures'), 'phases', 0, { numbers: { days: null } });
    expect(templateErrors({ name: '', content: draft }, sayGerman).map(({ fieldId }) => fieldId)).toEqual([
      'name',
      'phases-0-days',
      'measures-0-title',
    ]);
    expect(templateErrors({ name: 'Muster', content }, sayGerman)).toEqual([]);
  });

  it('names a unit by a value and finds it again', () => {
    const units = [
      lead,
      { kind: 'department' as const, department: 'HEALTH' as const },
      { kind: 'unit' as const, unitId: 'u' },
    ];
    expect(units.map((unit) => unitOf(unitValue(unit)))).toEqual(units);
    expect(unitOf('department:NOWHERE')).toBeUndefined();
  });
});
