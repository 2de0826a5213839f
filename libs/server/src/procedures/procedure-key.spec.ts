import { Definition } from '@querraum/workflow';
import { procedureKey } from './procedure-key';

const keyOf = (de: string, ...taken: string[]) => procedureKey({ de, en: 'any' }, new Set(taken));

describe('the key of a procedure', () => {
  it('is its German name in plain letters', () => {
    expect(keyOf('Mitzeichnung für Bauvorhaben (groß)')).toBe('mitzeichnung-fuer-bauvorhaben-gross');
    expect(keyOf('Café & Kiosk')).toBe('cafe-kiosk');
  });

  it('gets a number where it is taken', () => {
    expect(keyOf('Anhörung', 'anhoerung', 'anhoerung-2')).toBe('anhoerung-3');
  });

  it('is a valid one whatever the name', () => {
    for (const name of ['§ 7', '1. Stufe', '中文名字', 'x', 'ö'.repeat(300), `${'a'.repeat(49)} b`])
      expect([name, Definition.shape.key.safeParse(keyOf(name)).success]).toEqual([name, true]);
  });
});
