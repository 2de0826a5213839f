import { z } from 'zod';

export const RICH_TEXT_LIMITS = { characters: 20_000, nodes: 2000, mentions: 50, listLevels: 3, href: 2000 } as const;

/**
 * Where a link may lead: the web or a mailbox. No user before the host, which would let `https://stadt.example@evil.example`
 * look like the city's page; nothing that a reader of the address could stumble over.
 */
export const RICH_TEXT_HREF =
  /^(?:https?:\/\/[^\s\p{C}<>"'`\\@/?#]+(?:[/?#][^\s\p{C}<>"'`\\]*)?|mailto:[^\s\p{C}<>"'`\\]+)$/iu;

export const RichTextMark = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('bold') }),
  z.strictObject({ type: z.literal('italic') }),
  z.strictObject({
    type: z.literal('link'),
    attrs: z.strictObject({ href: z.string().max(RICH_TEXT_LIMITS.href).regex(RICH_TEXT_HREF) }),
  }),
]);
export type RichTextMark = z.infer<typeof RichTextMark>;

/** A person who is named. The server writes the name that the person has at that moment, whatever was sent. */
export const RichTextMention = z.strictObject({
  type: z.literal('mention'),
  attrs: z.strictObject({ personId: z.uuid(), name: z.string().max(200).default('') }),
});

export const RichTextInline = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('text'),
    // How long the whole may be is said in words of its own, by whoever takes it.
    text: z.string().min(1).max(200_000),
    marks: z.array(RichTextMark).max(3).optional(),
  }),
  z.strictObject({ type: z.literal('hardBreak') }),
  RichTextMention,
]);
export type RichTextInline = z.infer<typeof RichTextInline>;

export const RichTextParagraph = z.strictObject({
  type: z.literal('paragraph'),
  content: z.array(RichTextInline).max(RICH_TEXT_LIMITS.nodes).optional(),
});

/** Lists nest to a fixed level, so that no text is deeper than its schema. */
const listOf = <T extends z.ZodType>(block: T) =>
  z.strictObject({
    type: z.enum(['bulletList', 'orderedList']),
    content: z
      .array(z.strictObject({ type: z.literal('listItem'), content: z.array(block).min(1).max(50) }))
      .min(1)
      .max(500),
  });

export const RichTextInnerList = listOf(RichTextParagraph);
export const RichTextMiddleList = listOf(z.discriminatedUnion('type', [RichTextParagraph, RichTextInnerList]));
export const RichTextList = listOf(z.discriminatedUnion('type', [RichTextParagraph, RichTextMiddleList]));

/**
 * A small formatted text as tiptap writes it: paragraphs, bold, italic, lists, links, mentions, line breaks. A closed
 * schema: another node, mark or attribute is refused, and no HTML is ever taken or given.
 */
export const RichText = z.strictObject({
  type: z.literal('doc'),
  content: z
    .array(z.discriminatedUnion('type', [RichTextParagraph, RichTextList]))
    .min(1)
    .max(RICH_TEXT_LIMITS.nodes),
});
export type RichText = z.infer<typeof RichText>;
export type RichTextBlock =
  RichText['content'][number] | z.infer<typeof RichTextMiddleList> | z.infer<typeof RichTextInnerList>;

/** Controls that are no line break or tab, and those that turn the direction of writing: they hide what a text says. */
const HIDING = /[\p{Cc}\u202A-\u202E\u2066-\u2069\uFEFF]/gu;
export const visibleText = (text: string): string => text.replace(/[\r\n\t\u2028\u2029]+/g, ' ').replace(HIDING, '');

/** The text with every inline node replaced by what it becomes; a block that loses all of it stays as an empty paragraph. */
export function mapInline(doc: RichText, become: (node: RichTextInline) => RichTextInline | undefined): RichText {
  const paragraph = ({ content, ...rest }: z.infer<typeof RichTextParagraph>) => {
    const kept = content?.flatMap((node) => become(node) ?? []) ?? [];
    return kept.length > 0 ? { ...rest, content: kept } : rest;
  };
  const block = (node: RichTextBlock): unknown =>
    node.type === 'paragraph'
      ? paragraph(node)
      : {
          type: node.type,
          content: node.content.map((item) => ({ type: item.type, content: item.content.map(block) })),
        };
  return { type: 'doc', content: doc.content.map(block) as RichText['content'] };
}

/** Without characters that hide; a text node of nothing else is gone. */
export const cleanRichText = (doc: RichText): RichText =>
  mapInline(doc, (node) => {
    if (node.type !== 'text') return node;
    const text = visibleText(node.text);
    return text === '' ? undefined : { ...node, text };
  });

function* blocksOf(blocks: readonly RichTextBlock[]): Generator<RichTextBlock> {
  for (const block of blocks) {
    yield block;
    if (block.type !== 'paragraph') for (const item of block.content) yield* blocksOf(item.content);
  }
}

function* inlinesOf(doc: RichText): Generator<RichTextInline> {
  for (const block of blocksOf(doc.content)) if (block.type === 'paragraph') yield* block.content ?? [];
}

/** Who is named, each once. */
export const mentionsOf = (doc: RichText): string[] => [
  ...new Set([...inlinesOf(doc)].flatMap((node) => (node.type === 'mention' ? node.attrs.personId : []))),
];

/** Blocks, list items and inline nodes together. */
export function countNodes(doc: RichText): number {
  let count = 0;
  for (const block of blocksOf(doc.content)) count += 1 + (block.content?.length ?? 0);
  return count;
}

/** The same words without form: for search and for whoever reads the notes with a script. */
export const plainText = (doc: RichText): string => linesOf(doc.content, '').join('\n').trim();

function linesOf(blocks: readonly RichTextBlock[], indent: string): string[] {
  return blocks.flatMap((block) => {
    if (block.type === 'paragraph')
      return (block.content ?? [])
        .map(wordsOf)
        .join('')
        .split('\n')
        .map((line) => indent + line);
    return block.content.flatMap(({ content }, index) => {
      const sign = block.type === 'bulletList' ? '– ' : `${index + 1}. `;
      const [first = '', ...rest] = linesOf(content, `${indent}  `);
      return [`${indent}${sign}${first.trimStart()}`, ...rest];
    });
  });
}

function wordsOf(node: RichTextInline): string {
  if (node.type === 'hardBreak') return '\n';
  if (node.type === 'mention') return `@${node.attrs.name}`;
  const href = node.marks?.find((mark) => mark.type === 'link')?.attrs.href;
  return href === undefined || href === node.text ? node.text : `${node.text} (${href})`;
}
