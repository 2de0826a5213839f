import { DomainError } from './domain-error';

/** What is changed is still what the person has read (If-Match). */
export function requireRevision(current: number, read: number): void {
  if (current !== read) throw new DomainError('revisionConflict', { current });
}
