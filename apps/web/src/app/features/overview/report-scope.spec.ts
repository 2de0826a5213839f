import type { ReportSubscription } from '@querraum/contracts';
import { filterOf } from './overview-filter';
import { addressOf, rhythmInWords, scopeInWords, scopeOf } from './report-scope';

const say = (key: string, values?: Record<string, unknown>) => `${key}${values ? JSON.stringify(values) : ''}`;
const EMPTY = { department: [], area: [], stage: [], unit: [] };
const report = (part: Partial<ReportSubscription>) =>
  ({
    scope: EMPTY,
    areas: [],
    units: [],
    rhythm: { every: 'week', weekday: 2, hour: 8 },
    ...part,
  }) as ReportSubscription;

describe('the scope of a report', () => {
  it('is what the overview filters by, there and back', () => {
    const scope = {
      department: ['YOUTH' as const],
      area: ['0130'],
      stage: ['dissent' as const],
      unit: ['01926f00-0000-7000-8000-00000000d001'],
    };
    expect(scopeOf(filterOf(addressOf(scope)))).toEqual(scope);
    expect(scopeOf(filterOf(addressOf(EMPTY)))).toEqual(EMPTY);
  });

  it('leaves out of a filter who has it and what is late', () => {
    expect(scopeOf(filterOf({ raum: '01', sicht: 'ours', ueberfaellig: 'ja' }))).toEqual({ ...EMPTY, area: ['01'] });
  });

  it('is said by its names, or as everything', () => {
    const scope = { ...EMPTY, department: ['YOUTH' as const], area: ['0130', '02'] };
    const areas = ['Mitte', 'Süd'].map((name) => ({ key: name, name }));
    expect(scopeInWords(report({ scope, areas }), say)).toBe('departments.YOUTH · Mitte, Süd');
    expect(scopeInWords(report({}), say)).toBe('reports.everything');
  });

  it('has a rhythm in words', () => {
    expect(rhythmInWords(report({}), say)).toContain('"clock":"08:00"');
    expect(rhythmInWords(report({ rhythm: { every: 'month', day: 15, hour: 17 } }), say)).toBe(
      'reports.monthly{"day":15,"clock":"17:00"}',
    );
  });
});
