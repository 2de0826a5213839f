/** `@Pet` before the caret: who is being looked for, and how many characters the choice replaces. */
export interface AskedMention {
  query: string;
  length: number;
}

/** A name and the beginning of a second one; whoever types on has meant an ordinary @. */
const ASKED = /(?:^|[\s(])@([\p{L}\p{N}'’.-]*(?: [\p{L}\p{N}'’.-]*)?)$/u;

export function askedMention(before: string): AskedMention | undefined {
  const query = ASKED.exec(before)?.[1];
  return query === undefined ? undefined : { query, length: query.length + 1 };
}
