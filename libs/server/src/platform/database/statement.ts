/**
 * A statement of the hot path: each connection parses and plans it once, under this name (docs/adr/0039). Not for statements
 * whose best plan depends on their parameters, nor for text that is put together anew each time.
 */
export interface Statement {
  readonly name: string;
  readonly text: string;
}

export const statement = (name: string, text: string): Statement => ({ name, text });
