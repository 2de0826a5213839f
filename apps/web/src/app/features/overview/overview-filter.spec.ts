import { filterOf, isFiltered, queryOf, toggled } from './overview-filter';

describe('the filter in the address', () => {
  it('takes several values of a dimension and drops what they cannot be', () => {
    const filter = filterOf({ ressort: 'YOUTH,HEALTH,NONSENSE', stand: 'dissent', raum: '0130,Mitte', stelle: 'x' });
    expect(filter).toMatchObject({ department: ['HEALTH', 'YOUTH'], stage: ['dissent'], area: ['0130'] });
    expect(filter.unit).toBeUndefined();
  });

  it('sends only what is chosen', () => {
    expect(queryOf(filterOf({ ressort: 'HEALTH,YOUTH', ueberfaellig: 'ja', sicht: 'alles' }))).toEqual({
      department: 'HEALTH,YOUTH',
      overdue: 'true',
    });
    expect(queryOf(filterOf({}))).toEqual({});
  });

  it('adds a value, takes it away, and leaves no empty dimension behind', () => {
    expect(toggled(undefined, 'HEALTH')).toBe('HEALTH');
    expect(toggled(['HEALTH'], 'YOUTH')).toBe('HEALTH,YOUTH');
    expect(toggled(['HEALTH', 'YOUTH'], 'HEALTH')).toBe('YOUTH');
    expect(toggled(['YOUTH'], 'YOUTH')).toBeNull();
  });

  it('knows whether anything is chosen', () => {
    expect(isFiltered(filterOf({ ressort: 'NONSENSE' }))).toBe(false);
    expect(isFiltered(filterOf({ sicht: 'done' }))).toBe(true);
  });
});
