/** Whoever changes it after all gets a `TypeError`: states that are given to the engine are never changed. */
export function frozen<T>(value: T): T {
  // What is frozen already has been frozen with everything in it.
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  Object.values(value).forEach(frozen);
  return Object.freeze(value);
}
