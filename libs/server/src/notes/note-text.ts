import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import {
  cleanRichText,
  countNodes,
  mapInline,
  mentionsOf,
  plainText,
  RICH_TEXT_LIMITS,
  type RichText,
} from '@querraum/contracts';
import { DomainError } from '../platform';

export interface CheckedText {
  content: RichText;
  text: string;
  sha256: Buffer;
  mentionedIds: string[];
}

/** What is kept of a text that fits the schema: cleaned, within its limits, with the names that people really have. */
export function checkedText(sent: RichText, names: ReadonlyMap<string, string>): CheckedText {
  const content = mapInline(cleanRichText(sent), (node) =>
    node.type === 'mention'
      ? { type: 'mention', attrs: { personId: node.attrs.personId, name: names.get(node.attrs.personId) ?? '' } }
      : node,
  );
  const text = plainText(content);
  const nodes = countNodes(content);
  if (text === '') throw new DomainError('noteEmpty');
  if (text.length > RICH_TEXT_LIMITS.characters || nodes > RICH_TEXT_LIMITS.nodes)
    throw new DomainError('noteTooLong', {
      characters: text.length,
      nodes,
      mostCharacters: RICH_TEXT_LIMITS.characters,
      mostNodes: RICH_TEXT_LIMITS.nodes,
    });
  const sha256 = createHash('sha256')
    .update(canonicalize(content) ?? '')
    .digest();
  return { content, text, sha256, mentionedIds: mentionsOf(content) };
}
