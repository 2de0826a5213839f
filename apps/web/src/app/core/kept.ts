import { Resource, Signal, linkedSignal } from '@angular/core';

/**
 * The last good value of a resource: it stays while the resource asks again and when that fails, so that nothing
 * jumps and no half-filled form is lost; it is forgotten when `subject` changes.
 */
export function kept<T>(resource: Resource<T>, subject: () => unknown): Signal<T | undefined> {
  return linkedSignal<{ subject: unknown; value: T | undefined }, T | undefined>({
    source: () => ({ subject: subject(), value: resource.hasValue() ? resource.value() : undefined }),
    computation: (now, before) =>
      now.value ?? (before !== undefined && before.source.subject === now.subject ? before.value : undefined),
  }).asReadonly();
}
