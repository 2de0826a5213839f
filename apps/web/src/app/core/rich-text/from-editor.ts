import type { JSONContent } from '@tiptap/core';
import { RICH_TEXT_HREF, RICH_TEXT_LIMITS, visibleText, type RichText, type RichTextInline } from '@querraum/contracts';

type Block = RichText['content'][number];
type Mark = NonNullable<Extract<RichTextInline, { type: 'text' }>['marks']>[number];

/**
 * What the editor holds, as the server takes it: only nodes, marks and attributes of the contract, nothing that the
 * editor keeps for itself. Lists deeper than allowed come up to the deepest level.
 */
export function fromEditor(json: JSONContent): RichText {
  const content = withoutEmptyEnd(blocksOf(json.content ?? [], 1) as Block[]);
  return { type: 'doc', content: content.length > 0 ? content : [{ type: 'paragraph' }] };
}

/** Below a list the editor keeps an empty paragraph to write in. */
function withoutEmptyEnd(blocks: Block[]): Block[] {
  const last = blocks.findLastIndex((block) => block.type !== 'paragraph' || (block.content ?? []).length > 0);
  return blocks.slice(0, last + 1);
}

function blocksOf(nodes: JSONContent[], level: number): unknown[] {
  return nodes.flatMap((node): unknown[] => {
    if (node.type === 'paragraph') return [paragraphOf(node)];
    if (node.type !== 'bulletList' && node.type !== 'orderedList') return [];
    const items = (node.content ?? []).map((item) => blocksOf(item.content ?? [], level + 1));
    if (level > RICH_TEXT_LIMITS.listLevels) return items.flat();
    return [{ type: node.type, content: items.map((content) => ({ type: 'listItem', content })) }];
  });
}

function paragraphOf({ content = [] }: JSONContent): unknown {
  const kept = content.flatMap((node) => inlineOf(node) ?? []);
  return kept.length > 0 ? { type: 'paragraph', content: kept } : { type: 'paragraph' };
}

function inlineOf({ type, text = '', attrs = {}, marks = [] }: JSONContent): RichTextInline | undefined {
  if (type === 'hardBreak') return { type };
  if (type === 'mention') return { type, attrs: { personId: String(attrs['personId']), name: String(attrs['name']) } };
  const words = visibleText(text);
  if (type !== 'text' || words === '') return undefined;
  const kept = marks.flatMap((mark) => markOf(mark) ?? []);
  return kept.length > 0 ? { type, text: words, marks: kept } : { type, text: words };
}

function markOf({ type, attrs = {} }: NonNullable<JSONContent['marks']>[number]): Mark | undefined {
  if (type === 'bold' || type === 'italic') return { type };
  const href: unknown = attrs['href'];
  return type === 'link' && typeof href === 'string' && RICH_TEXT_HREF.test(href)
    ? { type, attrs: { href } }
    : undefined;
}
