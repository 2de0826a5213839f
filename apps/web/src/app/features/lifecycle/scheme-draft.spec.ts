import { DEFAULT_REFERENCE_SCHEME, type ReferenceScheme } from '@querraum/contracts';
import { faultyTexts, moved, newPart, previewOf } from './scheme-draft';

const READ: ReferenceScheme = {
  ...DEFAULT_REFERENCE_SCHEME,
  revision: 0,
  lastChange: null,
  sample: { unitCode: 'SPK', kindCode: 'VH', year: 2027, next: { house: 12, unit: 3 } },
  next: 'SPK 12/2027',
};
const { parts } = DEFAULT_REFERENCE_SCHEME;

describe('a scheme of the Aktenzeichen that is being written', () => {
  it('shows what the next one would be, by whichever counter', () => {
    expect(previewOf(DEFAULT_REFERENCE_SCHEME, READ)).toBe('SPK 12/2027');
    expect(previewOf({ parts, counter: 'unit' }, READ)).toBe('SPK 3/2027');
  });

  it('shows nothing while it cannot stand', () => {
    expect(previewOf({ parts: [newPart('unitCode')], counter: 'house' }, READ)).toBeUndefined();
    const odd = [...parts, { type: 'text' as const, text: '<' }];
    expect(faultyTexts(odd)).toEqual([5]);
    expect(previewOf({ parts: odd, counter: 'house' }, READ)).toBeUndefined();
  });

  it('moves a part one place, but not over the end', () => {
    expect(moved(parts, 0, 1).map(({ type }) => type)).toEqual(['text', 'unitCode', 'number', 'text', 'year']);
    expect(moved(parts, 0, -1)).toEqual(parts);
    expect(moved(parts, 4, 1)).toEqual(parts);
  });
});
