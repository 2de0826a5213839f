import type { KnownField } from '@querraum/contracts';
import { keepFields, retyped } from './kind-rules';

const label = { de: 'Programm', en: 'Programme' };
const choice = (key: string) => ({ key, label });
const program: KnownField = {
  key: 'program',
  type: 'choice',
  label,
  required: true,
  choices: [
    { ...choice('qm'), isRemoved: false },
    { ...choice('soz'), isRemoved: false },
  ],
  isRemoved: false,
};
const wanted = { key: 'program', type: 'choice' as const, label, required: false, choices: [choice('qm')] };
const USED = new Set(['program']);
const UNUSED = new Set<string>();

describe('fields of a kind that changes', () => {
  it('keep a removed field in which projects have something, as removed', () => {
    expect(keepFields([program], [], USED)).toEqual([{ ...program, isRemoved: true }]);
  });

  it('lose a removed field that nobody has filled in', () => {
    expect(keepFields([program], [], UNUSED)).toEqual([]);
  });

  it('come back when they are asked for again', () => {
    const [field] = keepFields([{ ...program, isRemoved: true }], [wanted], USED);
    expect(field).toMatchObject({ isRemoved: false, required: false });
  });

  it('keep a removed choice, which is no longer offered', () => {
    const [field] = keepFields([program], [wanted], USED);
    expect(field?.choices.map(({ key, isRemoved }) => [key, isRemoved])).toEqual([
      ['qm', false],
      ['soz', true],
    ]);
  });

  it('lose a removed choice where no project has filled the field in', () => {
    expect(keepFields([program], [wanted], UNUSED)[0]?.choices).toHaveLength(1);
  });

  it('keep their type as long as a project has a value of it', () => {
    const asText = { ...wanted, type: 'text' as const, choices: [] };
    expect(retyped([program], [asText], USED)).toBe(program);
    expect(retyped([program], [asText], UNUSED)).toBeUndefined();
    expect(retyped([program], [wanted], USED)).toBeUndefined();
  });
});
