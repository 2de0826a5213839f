/** The value below which this share of all lies (nearest rank); `NaN` where there is none. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? NaN;
}

export interface Spread {
  median: number;
  min: number;
  max: number;
}

export const spread = (values: readonly number[]): Spread => ({
  median: percentile(values, 0.5),
  min: Math.min(...values),
  max: Math.max(...values),
});

/** Three digits that mean something, no more. */
export function short(value: number): string {
  if (!Number.isFinite(value)) return '–';
  const digits = Math.max(0, 2 - Math.floor(Math.log10(Math.max(Math.abs(value), 0.01))));
  return value.toFixed(Math.min(digits, 2));
}

/** One value where it was measured once, else the median with the least and the most. */
export const shortSpread = ({ median, min, max }: Spread): string =>
  min === max ? short(median) : `${short(median)} (${short(min)}–${short(max)})`;

/** How many times less than the floor; the floor is what the database alone can do. */
export const ratio = (floor: number | undefined, value: number): string =>
  floor === undefined ? 'no floor' : `1/${short(floor / value)}`;

/** Columns as wide as their widest cell; the first to the left, figures to the right. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((title, column) => Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)));
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0)))
      .join('  ')
      .trimEnd();
  return [line(head), widths.map((width) => '─'.repeat(width)).join('  '), ...rows.map(line)].join('\n');
}
