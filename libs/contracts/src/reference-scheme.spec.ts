import { DEFAULT_REFERENCE_SCHEME, ReferencePart, referenceOf, schemeFault } from './reference-scheme';

const VALUES = { unitCode: 'SPK', kindCode: 'QM', number: 7, year: 2027 };
const NUMBER: ReferencePart = { type: 'number', digits: 1 };
const YEAR: ReferencePart = { type: 'year', digits: 4 };
const text = (words: string): ReferencePart => ({ type: 'text', text: words });
const fault = (...parts: ReferencePart[]) => schemeFault({ parts, counter: 'house' });

describe('the scheme of an Aktenzeichen', () => {
  it('gives the usual one, and any other of the same parts', () => {
    expect(referenceOf(DEFAULT_REFERENCE_SCHEME.parts, VALUES)).toBe('SPK 7/2027');
    const other: ReferencePart[] = [
      { type: 'kindCode' },
      text('-'),
      { type: 'year', digits: 2 },
      text('-'),
      { type: 'number', digits: 4 },
    ];
    expect(referenceOf(other, VALUES)).toBe('QM-27-0007');
    expect(referenceOf(other, { ...VALUES, number: 12345 })).toBe('QM-27-12345');
  });

  it('can stand where every number is another one', () => {
    expect(schemeFault(DEFAULT_REFERENCE_SCHEME)).toBeUndefined();
    expect(schemeFault({ ...DEFAULT_REFERENCE_SCHEME, counter: 'unit' })).toBeUndefined();
  });

  it.each([
    ['numberMissing', fault(YEAR)],
    ['numberTwice', fault(NUMBER, text('-'), NUMBER, text('/'), YEAR)],
    ['yearMissing', fault(NUMBER)],
    ['unitMissing', schemeFault({ parts: [NUMBER, text('/'), YEAR], counter: 'unit' })],
    ['numberTouches', fault(NUMBER, YEAR)],
    ['numberTouches', fault({ type: 'unitCode' }, NUMBER, text('/'), YEAR)],
    ['numberTouches', fault(text('A1'), NUMBER, text('/'), YEAR)],
    ['numberTouches', fault(NUMBER, text('0/'), YEAR)],
  ])('cannot stand: %s', (expected, found) => {
    expect(found).toBe(expected);
  });

  it.each(['', ' '.repeat(21), '<b>', 'a\nb', '„x“'])('refuses the fixed text %j', (words) => {
    expect(ReferencePart.safeParse(text(words)).success).toBe(false);
  });
});
