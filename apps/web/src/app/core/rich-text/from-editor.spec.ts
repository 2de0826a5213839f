import { RichText } from '@querraum/contracts';
import { fromEditor } from './from-editor';

const paragraph = (...content: object[]) => ({ type: 'paragraph', content });
const words = (text: string, ...marks: object[]) => ({ type: 'text', text, marks });
const list = (...content: object[]) => ({
  type: 'bulletList',
  attrs: { tight: true },
  content: [{ type: 'listItem', content }],
});

describe('what the editor holds', () => {
  it('is sent without what it keeps for itself', () => {
    const sent = fromEditor({
      type: 'doc',
      content: [
        paragraph(
          words('fett', { type: 'bold', attrs: { x: 1 } }, { type: 'underline' }),
          { type: 'hardBreak', marks: [{ type: 'bold' }] },
          words('Seite', { type: 'link', attrs: { href: 'https://a.example', target: '_blank', class: null } }),
          words('böse', { type: 'link', attrs: { href: 'data:text/html,x' } }),
          { type: 'mention', attrs: { personId: crypto.randomUUID(), name: 'Aylin', mentionSuggestionChar: '@' } },
        ),
        { type: 'image', attrs: { src: 'x' } },
        list(paragraph(words('eins'))),
        { type: 'paragraph' },
      ],
    });
    expect(RichText.parse(sent)).toEqual(sent);
    expect(sent.content.map(({ type }) => type)).toEqual(['paragraph', 'bulletList']);
    expect(JSON.stringify(sent)).not.toMatch(/underline|target|data:|tight|SuggestionChar|image/);
  });

  it('brings lists that are too deep up to the deepest level, with all their words', () => {
    const deep = (levels: number): object =>
      levels === 0 ? paragraph(words('unten')) : list(paragraph(words(`Ebene ${levels}`)), deep(levels - 1));
    const sent = fromEditor({ type: 'doc', content: [deep(6)] });
    expect(RichText.safeParse(sent).success).toBe(true);
    expect(JSON.stringify(sent).match(/Ebene|unten/g)).toHaveLength(7);
  });

  it('is an empty paragraph where nothing is written', () => {
    const empty = { type: 'doc', content: [{ type: 'paragraph' }] };
    expect(fromEditor({ type: 'doc', content: [] })).toEqual(empty);
    expect(fromEditor({ type: 'doc', content: [paragraph(words('\u202E'))] })).toEqual(empty);
  });
});
