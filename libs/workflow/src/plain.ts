function cloneValue(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(cloneValue);
  // Spread keeps the layout of the original, so that whoever reads both finds their fields at the same place.
  const copy: Record<string, unknown> = { ...value };
  for (const key of Object.keys(copy)) {
    const inner = copy[key];
    if (typeof inner === 'object' && inner !== null) copy[key] = cloneValue(inner);
  }
  return copy;
}

/** Far cheaper than `structuredClone`, and enough for plain JSON. */
export const clonePlain = <T>(value: T): T => cloneValue(value) as T;
