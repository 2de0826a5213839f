import { Injectable } from '@angular/core';
import { toProblem } from './problem';

const STORE = 'querraum.commandKeys';
const KEPT = 40;
/** Answers after which nobody knows whether the command was done. */
const OPEN_ENDED = new Set([0, 401, 500, 502, 503, 504]);

/** Short and stable; only tells equal input from changed input. */
function fingerprint(text: string): string {
  let hash = 0xcbf29ce484222325n;
  for (const char of text) hash = BigInt.asUintN(64, (hash ^ BigInt(char.codePointAt(0) ?? 0)) * 0x100000001b3n);
  return hash.toString(36);
}

/**
 * One Idempotency-Key per user action: the same action with the same input keeps its key until the server has
 * answered, also over a reload, so that a retry after a broken connection cannot do the thing twice.
 */
@Injectable({ providedIn: 'root' })
export class CommandKeys {
  private readonly keys = new Map<string, string>(this.stored());

  async send<T>(action: string, input: string, command: (key: string) => Promise<T>): Promise<T> {
    const name = `${action} ${fingerprint(input)}`;
    const key = this.keys.get(name) ?? crypto.randomUUID();
    this.keep(name, key);
    try {
      const answer = await command(key);
      this.forget(name);
      return answer;
    } catch (error) {
      const problem = toProblem(error);
      if (!OPEN_ENDED.has(problem.status)) this.forget(name);
      throw problem;
    }
  }

  private keep(name: string, key: string): void {
    this.keys.delete(name);
    this.keys.set(name, key);
    for (const oldest of [...this.keys.keys()].slice(0, -KEPT)) this.keys.delete(oldest);
    this.store();
  }

  private forget(name: string): void {
    this.keys.delete(name);
    this.store();
  }

  private store(): void {
    sessionStorage.setItem(STORE, JSON.stringify([...this.keys]));
  }

  private stored(): [string, string][] {
    try {
      return JSON.parse(sessionStorage.getItem(STORE) ?? '[]') as [string, string][];
    } catch {
      return [];
    }
  }
}
