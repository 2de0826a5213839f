import { compareTexts } from './compare-texts';

const passages = (from: string, to: string) => compareTexts(from, to)?.passages ?? [];
/** `-weg- +dazu+` */
const written = (from: string, to: string) =>
  passages(from, to).map(({ parts }) =>
    parts.map(({ kind, text }) => (kind === 'same' ? text : kind === 'added' ? `+${text}+` : `-${text}-`)).join(''),
  );

describe('what changed between two texts', () => {
  it('is nothing where nothing changed, not even where lines break elsewhere', () => {
    expect(passages('Anlass\nText', 'Anlass\nText')).toEqual([]);
    expect(passages('Im Brunnenviertel\nfehlen Flächen.', 'Im Brunnenviertel fehlen\nFlächen.')).toEqual([]);
  });

  it('is said word by word within the line, and what stood before it', () => {
    const from = 'Anlass\nDer Bolzplatz wird 2027 erneuert.\nEnde';
    const to = 'Anlass\nDer Bolzplatz wird 2028 saniert.\nEnde';
    expect(written(from, to)).toEqual(['Der Bolzplatz wird -2027-+2028+ -erneuert-+saniert+.']);
    expect(passages(from, to)[0]?.after).toBe('Anlass');
  });

  it('names whole lines that came or went', () => {
    expect(written('a\nb', 'a\nneu\nb')).toEqual(['+neu+']);
    expect(written('a\nweg\nb', 'a\nb')).toEqual(['-weg-']);
    expect(written('', 'alles neu')).toEqual(['+alles neu+']);
  });

  it('knows German words as words', () => {
    expect(written('Grüße aus Weißensee', 'Größe aus Weißensee')).toEqual(['-Grüße-+Größe+ aus Weißensee']);
  });

  it('shortens what stayed to what one needs to find the place', () => {
    const long = 'Wort '.repeat(500);
    const [passage] = passages(`${long}alt ${long}`, `${long}neu ${long}`);
    expect(passage?.parts.map(({ kind }) => kind)).toEqual(['same', 'removed', 'added', 'same']);
    for (const { text } of passage?.parts ?? []) expect(text.length).toBeLessThan(300);
  });

  it('ends in time, whatever the two texts are', () => {
    const noise = (seed: number) =>
      Array.from({ length: 60_000 }, (_, index) => String((index * 7919 * seed) % 10_007)).join('\n');
    const began = Date.now();
    compareTexts(noise(1), noise(3));
    expect(Date.now() - began).toBeLessThan(5_000);
  });

  it('gives no more passages than anybody reads, and says so', () => {
    const text = (word: string) =>
      Array.from({ length: 320 }, (_, index) => `gleich ${index}\n${word} ${index}`).join('\n');
    const compared = compareTexts(text('alt'), text('neu'), 30_000);
    expect(compared?.passages).toHaveLength(300);
    expect(compared?.isWhole).toBe(false);
  });
});
