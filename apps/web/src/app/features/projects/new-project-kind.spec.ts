import type { KnownField, ProjectKind, Unit } from '@querraum/contracts';
import { expectedParticipants, fieldValues, followProposal, kindFaults } from './new-project-kind';

const words = (de: string) => ({ de, en: de });
const field = (key: string, over: Partial<KnownField> = {}): KnownField => ({
  ...{ key, type: 'text' as const, label: words(key), required: false, choices: [], isRemoved: false },
  ...over,
});
const kindWith = (over: Partial<ProjectKind>): ProjectKind => ({
  ...{ id: 'k', code: 'K', name: words('Art'), description: words(''), participants: [], fields: [], phases: [] },
  ...{ procedureIds: [], retentionYears: 10, revision: 1, retiredAt: null, lastChange: null },
  ...over,
});
const unit = (id: string, department: Unit['department'], over: Partial<Unit> = {}): Unit => ({
  ...{ id, tenantId: 't', tenantName: 'Haus', parentId: null, code: id, name: id, kind: 'OFFICE' as const, department },
  ...over,
});
const UNITS = [
  unit('section', 'HEALTH', { kind: 'SECTION' }),
  unit('lead', 'AREA_COORDINATION'),
  unit('health', 'HEALTH'),
  unit('youth', 'YOUTH'),
  unit('elsewhere', 'SPORT', { tenantId: 'other' }),
];

const HOUSE = { units: UNITS, tenantId: 't', leadUnitId: 'lead' };

describe('the details that a kind asks for', () => {
  const kind = kindWith({
    fields: [
      field('size', { type: 'number' }),
      field('hearing', { type: 'yesNo', required: true }),
      field('old', { isRemoved: true }),
    ],
  });

  it('are sent as what they are', () => {
    expect(fieldValues(kind, { size: '12,5', hearing: 'false', old: 'x', other: 'y' })).toEqual({
      size: 12.5,
      hearing: false,
    });
  });

  it('are named when they are missing or of another type', () => {
    expect(kindFaults(kind, { size: 'viele' })).toEqual([
      { key: 'hearing', fault: 'missing' },
      { key: 'size', fault: 'number' },
    ]);
  });
});

describe('whom a kind expects', () => {
  const involvement = 'CO_SIGNATURE' as const;
  const kind = kindWith({
    participants: [
      { department: 'HEALTH', involvement },
      { department: 'SPORT', involvement },
      { department: 'AREA_COORDINATION', involvement },
    ],
  });

  it('is the office of the Ressort in the house of the lead, never the lead itself', () => {
    expect(expectedParticipants(kind, undefined, HOUSE)).toEqual([{ unitId: 'health', involvement }]);
  });

  it('is also who has a measure of the template', () => {
    const measures = [{ title: 'M', unit: { kind: 'department' as const, department: 'YOUTH' as const } }];
    const content = { phases: [], milestones: [], measures, tasks: [], procedures: [] };
    const found = expectedParticipants(kind, { content } as never, HOUSE);
    expect(found.map(({ unitId }) => unitId)).toEqual(['health', 'youth']);
  });

  it('gives way to the next proposal, unless somebody has changed it', () => {
    const proposed = [{ unitId: 'health', involvement }];
    const changed = [{ unitId: 'health', involvement: 'STATEMENT' as const }];
    const next = [{ unitId: 'youth', involvement }];
    expect(followProposal(proposed, proposed, next)).toEqual(next);
    expect(followProposal(changed, proposed, next)).toEqual([...changed, ...next]);
  });
});
