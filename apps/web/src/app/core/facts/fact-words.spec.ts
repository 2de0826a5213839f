import { factInWords } from './fact-words';

const name = { de: 'Name', en: 'Name' };
const fact = (type: Parameters<typeof factInWords>[0]['type']) => ({ key: 'k', name, type });

describe('an entry in words', () => {
  it('reads as people write it', () => {
    expect(factInWords(fact('boolean'), false)).toBe('nein');
    expect(factInWords(fact('number'), 12_500)).toBe('12.500');
    expect(factInWords(fact('date'), '2027-04-05')).toBe('05.04.2027');
    expect(factInWords(fact('departments'), ['HEALTH', 'YOUTH'])).toBe('Gesundheit und Jugend');
    expect(factInWords(fact('units'), ['u', 'gone'], { u: 'Rechtsamt' })).toBe('Rechtsamt und gone');
    expect(factInWords(fact('text'), null)).toBe('–');
  });

  it('names a choice', () => {
    const choice = { ...fact('choice'), choices: [{ key: 'high', name: { de: 'hoch', en: 'high' } }] };
    expect(factInWords(choice, 'high')).toBe('hoch');
    expect(factInWords(choice, 'other')).toBe('other');
  });
});
