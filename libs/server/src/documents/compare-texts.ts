import type { ComparedPart, ComparedPassage, TextComparison } from '@querraum/contracts';
import { diffArrays, diffWordsWithSpace } from 'diff';

/** The process answers nobody else meanwhile. */
const BUDGET_MS = 600;
const MOST_PASSAGES = 300;
/** As much of what stayed as one needs to know where one is. */
const CONTEXT = 120;

/**
 * What a reader has to look at: the passages in which words were taken away or added. First whole lines are compared, then
 * the words within what changed, so that a text which only breaks its lines elsewhere is the same text.
 */
export function compareTexts(
  from: string,
  to: string,
  budgetMs = BUDGET_MS,
): Pick<TextComparison, 'passages' | 'isWhole'> | undefined {
  const until = performance.now() + budgetMs;
  const blocks = diffArrays(linesOf(from), linesOf(to), { timeout: budgetMs });
  if (!blocks) return undefined;
  const passages: ComparedPassage[] = [];
  let before = '';
  for (let index = 0; index < blocks.length; index += 1) {
    const block = blocks[index];
    if (!block) continue;
    if (!block.added && !block.removed) {
      before = block.value.at(-1) ?? before;
      continue;
    }
    const next = blocks[index + 1];
    const isPair = block.removed && next?.added;
    if (isPair) index += 1;
    const removed = block.removed ? block.value.join(' ') : '';
    const added = block.added ? block.value.join(' ') : isPair && next ? next.value.join(' ') : '';
    const parts = wordsOf(removed, added, Math.max(1, until - performance.now()));
    if (parts.every(({ kind }) => kind === 'same')) continue;
    if (passages.length === MOST_PASSAGES) return { passages, isWhole: false };
    passages.push({ after: shorten(before, 'end'), parts });
  }
  return { passages, isWhole: true };
}

const linesOf = (text: string): string[] => (text === '' ? [] : text.split('\n'));

function wordsOf(removed: string, added: string, timeout: number): ComparedPart[] {
  if (removed === '') return [{ kind: 'added', text: added }];
  if (added === '') return [{ kind: 'removed', text: removed }];
  const words = diffWordsWithSpace(removed, added, { timeout });
  if (!words)
    return [
      { kind: 'removed', text: removed },
      { kind: 'added', text: added },
    ];
  return words.map(({ value, added: isAdded, removed: isRemoved }, index, all): ComparedPart => {
    if (isAdded) return { kind: 'added', text: value };
    if (isRemoved) return { kind: 'removed', text: value };
    const side = index === 0 ? 'end' : index === all.length - 1 ? 'start' : 'both';
    return { kind: 'same', text: shorten(value, side) };
  });
}

/** The end, the start or both of what stayed, cut between words. */
function shorten(text: string, side: 'end' | 'start' | 'both'): string {
  if (text.length <= CONTEXT * 2) return text;
  const start = text.slice(0, CONTEXT).replace(/\S*$/, '');
  const end = text.slice(-CONTEXT).replace(/^\S*/, '');
  if (side === 'end') return `…${end}`;
  return side === 'start' ? `${start}…` : `${start}…${end}`;
}
