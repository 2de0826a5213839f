import { cleanRichText, countNodes, mentionsOf, plainText, RichText, type RichTextInline } from './rich-text';

/** Apart from its colon, or lint takes it for an address of ours. */
const SCRIPT = 'javascript';
const PERSON = '01926f00-0000-7000-8002-000000000001';
const paragraph = (...content: unknown[]) => ({ type: 'paragraph', content });
const text = (words: string, ...marks: unknown[]) => ({
  type: 'text',
  text: words,
  ...(marks.length > 0 && { marks }),
});
const link = (href: string) => ({ type: 'link', attrs: { href } });
const doc = (...content: unknown[]) => ({ type: 'doc', content });
const list = (type: string, ...items: unknown[][]) => ({
  type,
  content: items.map((content) => ({ type: 'listItem', content })),
});
const isTaken = (value: unknown) => RichText.safeParse(value).success;

describe('a rich text', () => {
  it('takes what the editor can write', () => {
    const written = doc(
      paragraph(text('Fett', { type: 'bold' }), { type: 'hardBreak' }, text('kursiv', { type: 'italic' })),
      { type: 'paragraph' },
      list('bulletList', [paragraph(text('eins')), list('orderedList', [paragraph(text('innen'))])]),
      paragraph({ type: 'mention', attrs: { personId: PERSON, name: 'Aylin Demirel' } }),
      paragraph(text('Seite', link('https://www.berlin.de/a?b=1#c')), text('Post', link('mailto:amt@stadt.example'))),
    );
    expect(RichText.parse(written)).toEqual(written);
    expect(countNodes(RichText.parse(written))).toBe(18);
    expect(mentionsOf(RichText.parse(written))).toEqual([PERSON]);
  });

  it.each([
    ['another node', doc({ type: 'image', attrs: { src: 'x' } })],
    ['a heading', doc({ type: 'heading', attrs: { level: 1 } })],
    ['raw HTML', doc({ type: 'html', content: '<b>' })],
    ['text outside a paragraph', doc(text('lose'))],
    ['another mark', doc(paragraph(text('x', { type: 'underline' })))],
    ['an attribute of a node', doc({ type: 'paragraph', attrs: { style: 'color:red' } })],
    ['an attribute of a mark', doc(paragraph(text('x', { type: 'bold', attrs: { onclick: 'x' } })))],
    [
      'an attribute of a link',
      doc(paragraph(text('x', { type: 'link', attrs: { href: 'https://a.example', target: '_top' } }))),
    ],
    [
      'an attribute of a mention',
      doc(paragraph({ type: 'mention', attrs: { personId: PERSON, name: '', href: 'x' } })),
    ],
    ['a mention of no person', doc(paragraph({ type: 'mention', attrs: { personId: 'alle', name: '' } }))],
    ['an empty document', doc()],
    ['an empty list', doc(list('bulletList'))],
    ['no document', 'Text'],
    ['nothing', null],
  ])('refuses %s', (_, value) => expect(isTaken(value)).toBe(false));

  it('refuses lists in lists in lists in lists, however deep', () => {
    const nested = (levels: number): unknown =>
      levels === 0 ? paragraph(text('x')) : list('bulletList', [paragraph(text('x')), nested(levels - 1)]);
    expect([1, 2, 3, 4, 5000].map((levels) => isTaken(doc(nested(levels))))).toEqual([true, true, true, false, false]);
  });

  it.each([
    `${SCRIPT}:alert(1)`,
    `${SCRIPT.toUpperCase()}:alert(1)`,
    ' javascript:alert(1)',
    'java\tscript:alert(1)',
    '\u0001javascript:alert(1)',
    'data:text/html,<script>alert(1)</script>',
    'vbscript:msgbox(1)',
    'file:///etc/passwd',
    'ftp://a.example',
    '//a.example',
    '/relativ',
    '#anker',
    'https:',
    'https://',
    'https:///a.example',
    'http:\\\\a.example',
    'https://stadt.example@evil.example',
    'https://user:pass@evil.example',
    'https://a.example/"onmouseover="x',
    "https://a.example/'x",
    'https://a.example/<script>',
    'https://a.example/\u202Egpj.exe',
    'https://a.example/a b',
    'blob:https://a.example/1',
    'mailto:',
    'mailto:a@b.example\r\nBcc: c@d.example',
  ])('refuses a link to %j', (href) => expect(isTaken(doc(paragraph(text('x', link(href)))))).toBe(false));

  it('refuses a link longer than any address', () =>
    expect(isTaken(doc(paragraph(text('x', link(`https://a.example/${'x'.repeat(2000)}`)))))).toBe(false));

  it('takes out what hides words, and what is nothing else', () => {
    const sent = RichText.parse(doc(paragraph(text('a\u202Eb\u0007c\u2028d'), text('\u2066\u2069'))));
    expect(cleanRichText(sent)).toEqual(doc(paragraph(text('abc d'))));
    const hidden = RichText.parse(doc(paragraph(text('\u202E'))));
    expect(plainText(cleanRichText(hidden))).toBe('');
  });

  it('has a twin in plain words, in which a link says where it leads', () => {
    const content: RichTextInline[] = RichText.parse(
      doc(paragraph(text('Siehe ', { type: 'bold' }), text('hier', link('https://a.example')), text('.'))),
    ).content.flatMap((block) => (block.type === 'paragraph' ? (block.content ?? []) : []));
    const written = RichText.parse(
      doc(
        paragraph(...content),
        list(
          'orderedList',
          [paragraph(text('eins'))],
          [paragraph(text('zwei')), list('bulletList', [paragraph(text('innen'))])],
        ),
        paragraph(text('a'), { type: 'hardBreak' }, { type: 'mention', attrs: { personId: PERSON, name: 'Aylin' } }),
      ),
    );
    expect(plainText(written).split('\n')).toEqual([
      'Siehe hier (https://a.example).',
      '1. eins',
      '2. zwei',
      '  – innen',
      'a',
      '@Aylin',
    ]);
  });
});
