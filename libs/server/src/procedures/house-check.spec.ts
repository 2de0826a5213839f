import type { Addressee, Definition } from '@querraum/workflow';
import { CO_SIGNATURE_FOUR_DEPARTMENTS } from './definitions/co-signature-four-departments';
import { checkHouse, type HouseUnit } from './house-check';

const unit = (id: string, given: Partial<HouseUnit> = {}): HouseUnit => ({
  id,
  name: id,
  department: null,
  parentId: 'board',
  members: 2,
  heads: 1,
  ...given,
});
const HOUSE: HouseUnit[] = [
  unit('board', { parentId: null }),
  unit('division', { department: 'BOARD' }),
  unit('health', { department: 'HEALTH' }),
  unit('youth', { department: 'YOUTH' }),
  unit('social', { department: 'SOCIAL_AFFAIRS' }),
  unit('urban', { department: 'URBAN_DEVELOPMENT' }),
];
const { definition } = CO_SIGNATURE_FOUR_DEPARTMENTS;
const found = (of: Definition, house: HouseUnit[]) =>
  checkHouse(of, house).map(({ path, code, message }) => [path, code, message.de]);
const without = (id: string) => HOUSE.filter((one) => one.id !== id);
const having = (id: string, given: Partial<HouseUnit>) =>
  HOUSE.map((one) => (one.id === id ? { ...one, ...given } : one));
const roundWith = (addressee: Addressee): Definition => ({
  ...definition,
  nodes: definition.nodes.map((node) =>
    node.type === 'coSignatureRound'
      ? { ...node, waves: [{ mode: 'parallel', seats: [{ addressee, mandatory: true, kind: 'technical' }] }] }
      : node,
  ),
});

describe('the check of a procedure against its house', () => {
  it('has nothing to say where everybody is there', () => {
    expect(checkHouse(definition, HOUSE)).toEqual([]);
  });

  it('names a Ressort that no unit has, and one for whose units nobody may act', () => {
    expect(found(definition, without('youth'))).toEqual([
      ['waves.0.seats.1', 'departmentWithoutUnit', 'Ihr Haus hat keine Stelle für „Jugend“.'],
    ]);
    expect(found(definition, having('youth', { members: 0 }))).toEqual([
      ['waves.0.seats.1', 'unitWithoutPeople', 'Für die Stelle „youth“ darf zurzeit niemand handeln.'],
    ]);
    const second = unit('youth-too', { department: 'YOUTH' });
    expect(found(definition, [...having('youth', { members: 0 }), second])).toEqual([]);
  });

  it('names a unit without people and one that is not there', () => {
    const named = roundWith({ kind: 'unit', unitId: 'health' });
    expect(found(named, having('health', { members: 0 }))).toMatchObject([
      ['waves.0.seats.0', 'unitWithoutPeople', expect.any(String)],
    ]);
    expect(found(named, without('health'))).toMatchObject([['waves.0.seats.0', 'unitUnknown', expect.any(String)]]);
  });

  it('asks for a head of everybody who may sign finally', () => {
    expect(found(definition, having('division', { heads: 0 }))).toEqual([
      ['signers.0', 'unitWithoutHead', 'Die Stelle „division“ hat zurzeit keine Leitung, die schlusszeichnen kann.'],
    ]);
    // Where no member has the field, the head of the authority signs.
    const plain = without('division');
    expect(found(definition, plain)).toEqual([]);
    const headless = plain.map((one) => (one.id === 'board' ? { ...one, heads: 0 } : one));
    expect(found(definition, headless)).toMatchObject([['signers.0', 'unitWithoutHead', expect.any(String)]]);
  });

  it('leaves to the project what only the project knows', () => {
    expect(checkHouse(roundWith({ kind: 'participants', involvement: 'STATEMENT' }), HOUSE)).toEqual([]);
    expect(checkHouse(roundWith({ kind: 'lead' }), HOUSE)).toEqual([]);
  });
});
