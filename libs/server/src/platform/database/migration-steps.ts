import { createHash } from 'node:crypto';

/** How one statement of a migration is carried out (docs/adr/0073). */
export type Way = 'read' | 'alone' | 'transaction';

/** What PostgreSQL does in no transaction, because it looks at the table twice without holding anybody up. */
const ALONE = /^(create\s+(unique\s+)?index|drop\s+index|reindex\b.*?)\s+concurrently\b/i;
const INDEX = /^create\s+(?:unique\s+)?index\s+concurrently\s+(?:if\s+not\s+exists\s+)?"?(\w+)"?/i;
const COMMENTS = /^(\s+|--[^\n]*(\n|$)|\/\*[\s\S]*?\*\/)+/;

const words = (sql: string): string => sql.replace(COMMENTS, '');

export function wayOf(sql: string): Way {
  if (/^select\b/i.test(words(sql))) return 'read';
  return ALONE.test(words(sql)) ? 'alone' : 'transaction';
}

/** The index that a statement makes while people write on; what an attempt leaves behind unfinished bears this name. */
export const indexMadeBy = (sql: string): string | undefined => INDEX.exec(words(sql))?.[1];

/**
 * The name under which it is noted that a statement of a migration is done: its text and how often the same one came before. Not
 * its place: where a migration asks the catalogue what there is to do, a second start finds less.
 */
export class StepNames {
  readonly #seen = new Map<string, number>();

  of(sql: string, parameters: readonly unknown[] = []): string {
    const text = createHash('sha256')
      .update(JSON.stringify([sql, parameters]))
      .digest('hex');
    const number = (this.#seen.get(text) ?? 0) + 1;
    this.#seen.set(text, number);
    return `${text}:${number}`;
  }
}

const MOST_PAUSE_MS = 2000;

/**
 * How the nth attempt begins. As long as it waits for a lock, everybody who comes after waits behind it. One in five waits longer
 * than a second: only then does PostgreSQL send an autovacuum away that holds the table.
 */
export const beginningOf = (attempt: number): string =>
  attempt % 5 === 0 ? 'begin; set local lock_timeout = 1200' : 'begin; set local lock_timeout = 300';

/** Then those who stood behind it have their turn. */
export const pauseAfter = (attempt: number): number => Math.min(attempt * 200, MOST_PAUSE_MS);
