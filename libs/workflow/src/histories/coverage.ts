import type { Recorded } from './generate';

/** Counts how often the model gave which answer to which command; several reasons at once count as none of them. */
export class Coverage {
  private readonly counts = new Map<string, number>();

  count({ command, answered: { refused } }: Recorded): void {
    if (refused.length > 1) return;
    const name = command.target === 'tick' ? 'tick' : `${command.target}.${command.command.type}`;
    const pair = `${name} ${refused[0] ?? 'accepted'}`;
    this.counts.set(pair, (this.counts.get(pair) ?? 0) + 1);
  }

  /** Pairs that nobody expects, and expected ones seen fewer than `least` times. */
  gaps(expected: readonly string[], least: number): string[] {
    const unexpected = [...this.counts.keys()].filter((pair) => !expected.includes(pair));
    const rare = expected.filter((pair) => (this.counts.get(pair) ?? 0) < least);
    return [
      ...unexpected.map((pair) => `unexpected: ${pair}`),
      ...rare.map((pair) => `only ${this.counts.get(pair) ?? 0}: ${pair}`),
    ];
  }
}
