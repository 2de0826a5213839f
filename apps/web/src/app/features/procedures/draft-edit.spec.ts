import type { ProcedureDraft } from '@querraum/contracts';
import type { Addressee, Definition, ProcedureEdit } from '@querraum/workflow';
import { editOf, removeStep } from '@querraum/workflow';
import { addresseeOf, findingsOf, lengthOf, moveSeat, removeGroup, valueOf, type Waves } from './draft-edit';

const seat = (department: 'HEALTH' | 'YOUTH' | 'LEGAL') => ({
  addressee: { kind: 'department' as const, department },
  mandatory: true,
  kind: 'technical' as const,
});
const WAVES: Waves = [
  { mode: 'parallel', seats: [seat('HEALTH'), seat('YOUTH')] },
  { mode: 'serial', seats: [seat('LEGAL')] },
];
const shown = (waves: Waves) => waves.map(({ seats }) => seats.map(({ addressee }) => valueOf(addressee).slice(11)));

describe('moving a seat', () => {
  it('goes one place within its group', () => {
    expect(shown(moveSeat(WAVES, 0, 0, 1))).toEqual([['YOUTH', 'HEALTH'], ['LEGAL']]);
    expect(shown(moveSeat(WAVES, 0, 1, -1))).toEqual([['YOUTH', 'HEALTH'], ['LEGAL']]);
  });

  it('goes over the border of a group', () => {
    expect(shown(moveSeat(WAVES, 0, 1, 1))).toEqual([['HEALTH'], ['YOUTH', 'LEGAL']]);
    expect(shown(moveSeat(WAVES, 1, 0, -1))).toEqual([['HEALTH', 'YOUTH', 'LEGAL'], []]);
  });

  it('stays where there is no further place', () => {
    expect(moveSeat(WAVES, 0, 0, -1)).toEqual(WAVES);
    expect(moveSeat(WAVES, 1, 0, 1)).toEqual(WAVES);
    expect(moveSeat(WAVES, 5, 0, 1)).toEqual(WAVES);
  });
});

describe('removing a group', () => {
  it('leaves nobody behind', () => {
    expect(shown(removeGroup(WAVES, 1))).toEqual([['HEALTH', 'YOUTH', 'LEGAL']]);
    expect(shown(removeGroup(WAVES, 0))).toEqual([['HEALTH', 'YOUTH', 'LEGAL']]);
    expect(removeGroup(WAVES, 2)).toEqual(WAVES);
  });
});

describe('an addressee as a choice', () => {
  it('comes back as it went', () => {
    const addressees: Addressee[] = [
      { kind: 'department', department: 'LEGAL' },
      { kind: 'unit', unitId: '01926f00-0000-7000-8001-000000000008' },
      { kind: 'participants', involvement: 'TAKE_NOTE' },
      { kind: 'lead' },
      { kind: 'fact', fact: 'units' },
    ];
    for (const addressee of addressees) expect(addresseeOf(valueOf(addressee))).toEqual(addressee);
    expect(addresseeOf('')).toBeUndefined();
    expect(addresseeOf('department:NONSENSE')).toBeUndefined();
  });
});

describe('the length of a Frist as typed', () => {
  it('is a whole number that the server takes', () => {
    expect(['8', '', '1.9', '-3', 'x', '99999', '1e3'].map(lengthOf)).toEqual([8, 0, 1, 0, 0, 9999, 1000]);
  });
});

describe('the findings of a form', () => {
  const name = { de: 'Verfahren', en: 'Procedure' };
  const period = { length: 5, unit: 'workingDay' as const, roll: true };
  const definition: Definition = {
    schemaVersion: 1,
    key: 'procedure',
    name,
    nodes: [
      { id: 'start', type: 'start', name },
      {
        id: 'round',
        type: 'coSignatureRound',
        name,
        waves: WAVES,
        period,
        reminders: [],
        settings: {
          quorum: { kind: 'all' },
          waitAll: true,
          onRefusal: 'dissent',
          refusalOf: 'any',
          onSilence: 'escalate',
          onTextChange: 'affected',
          lateAnswers: true,
          fourEyes: true,
          resignPeriod: period,
          escalationPeriod: period,
          dissentPeriod: period,
          maxEscalations: 2,
          onNotReached: 'return',
          deemedMandatory: false,
          signerMayAnswer: false,
        },
      },
      { id: 'end', type: 'end', name, outcome: 'completed' },
    ],
    flows: [
      { id: 'a', from: 'start', to: 'round' },
      { id: 'b', from: 'round', to: 'end' },
    ],
  };
  const ofHouse = {
    nodeId: 'round',
    path: 'waves.1.seats.0',
    code: 'unitWithoutPeople',
    message: name,
    proposal: name,
  };
  const draft = { definition, edit: editOf(definition), findings: [ofHouse] } as unknown as ProcedureDraft;
  const typed = (change: object): ProcedureEdit => ({
    ...draft.edit,
    nodes: draft.edit.nodes.map((node) => (node.id === 'round' ? ({ ...node, ...change } as typeof node) : node)),
  });
  const found = (edit: ProcedureEdit) => findingsOf(draft, edit).map(({ path, code }) => [path, code]);

  it('tell at once what is typed wrong, and what the house said', () => {
    expect(found(draft.edit)).toEqual([['waves.1.seats.0', 'unitWithoutPeople']]);
    expect(found(typed({ period: { ...period, length: 0 } }))).toEqual([
      ['period', 'periodZero'],
      ['waves.1.seats.0', 'unitWithoutPeople'],
    ]);
  });

  it('follow the seat that the house complained about, and end with it', () => {
    expect(found(typed({ waves: moveSeat(WAVES, 1, 0, -1).slice(0, 1) }))).toEqual([
      ['waves.0.seats.2', 'unitWithoutPeople'],
    ]);
    expect(found(typed({ waves: WAVES.slice(0, 1) }))).toEqual([]);
  });

  it('leave with the step that they are about', () => {
    expect(findingsOf(draft, editOf(removeStep(definition, 'round'))).map(({ code }) => code)).toEqual([]);
  });
});
