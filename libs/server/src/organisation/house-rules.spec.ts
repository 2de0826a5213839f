import { closesCycle, gapsOf, tiesInWords, validityOf } from './house-rules';

const office = { kind: 'OFFICE', dissolvedAt: null, people: 2, acting: 2, heads: 1 } as const;

describe('the rules of the own house', () => {
  it('finds units for which nobody acts, and offices without head', () => {
    expect(gapsOf(office)).toEqual([]);
    expect(gapsOf({ ...office, heads: 0 })).toEqual(['noHead']);
    expect(gapsOf({ ...office, people: 1, acting: 0, heads: 0 })).toEqual(['nobody']);
    expect(gapsOf({ ...office, kind: 'SERVICE_UNIT', people: 0, acting: 0, heads: 0 })).toEqual(['nobody']);
  });

  it('sees no gap where administrators sit alone, in frames, and in what is dissolved', () => {
    expect(gapsOf({ ...office, kind: 'SERVICE_UNIT', acting: 0, heads: 0 })).toEqual([]);
    expect(gapsOf({ ...office, kind: 'DIVISION', people: 0, acting: 0, heads: 0 })).toEqual([]);
    expect(gapsOf({ ...office, dissolvedAt: new Date(), people: 0, acting: 0, heads: 0 })).toEqual([]);
  });

  it('finds a circle of any length, and comes to an end in one that is there', () => {
    const parents = new Map([
      ['a', null],
      ['b', 'a'],
      ['c', 'b'],
    ]);
    expect(['a', 'b', 'c'].map((parent) => closesCycle(parents, 'a', parent))).toEqual([true, true, true]);
    expect(closesCycle(parents, 'c', 'a')).toBe(false);
    const broken = new Map([
      ['x', 'y'],
      ['y', 'x'],
    ]);
    expect(closesCycle(broken, 'z', 'x')).toBe(false);
  });

  it('says what hangs on a unit, one and many', () => {
    expect(tiesInWords({ units: 0, people: 0, projects: 0, tasks: 0, cycles: 0 })).toBeUndefined();
    expect(tiesInWords({ units: 1, people: 2, projects: 0, tasks: 0, cycles: 3 })?.de).toBe(
      '1 untergeordnete Einheit, 2 Personen mit Rolle, 3 abgeschlossene Vorhaben mit ausstehender Fortschreibung',
    );
  });

  it('counts a period from the beginning of its first day to the end of its last, in summer and winter time', () => {
    const now = new Date('2027-03-01T10:00:00.000Z');
    expect(validityOf({ from: '2027-03-27', to: '2027-03-28' }, now)).toEqual({
      from: new Date('2027-03-26T23:00:00.000Z'),
      to: new Date('2027-03-28T22:00:00.000Z'),
    });
    expect(validityOf({ from: null, to: null }, now)).toEqual({ from: now, to: null });
    expect(validityOf({ from: null, to: '2027-03-01' }, now).to).toEqual(new Date('2027-03-01T23:00:00.000Z'));
    expect(() => validityOf({ from: null, to: '2027-02-28' }, now)).toThrow('periodPast');
    expect(() => validityOf({ from: '2027-04-02', to: '2027-04-01' }, now)).toThrow('periodBackwards');
  });
});
