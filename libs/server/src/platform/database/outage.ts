import { isNativeError } from 'node:util/types';
import { QueryFailedError, QueryRunnerAlreadyReleasedError } from 'typeorm';
import { DomainError } from '../domain-error';

/** Classes 08 and 57P, idle_in_transaction_session_timeout, object_not_in_prerequisite_state. */
const OUTAGE = /^(08\w{3}|57P\w{2}|25P03|55000)$/;
/** What the network says; a container that is started anew has no name and no way to it for a while. */
const UNREACHABLE =
  /^(ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|EHOSTDOWN|ENETUNREACH|ENETDOWN)$/;
const LOST_CONNECTION = /connection terminated|not queryable|timeout exceeded when trying to connect/i;
/** lock_not_available, query_canceled, deadlock_detected, serialization_failure, too_many_connections */
const BUSY = new Set(['55P03', '57014', '40P01', '40001', '53300']);

/** The database cannot be had for now, or somebody else has what is wanted. */
export function isOutage(error: Error): boolean {
  // The connection died under the transaction; TypeORM has already let go of it.
  if (error instanceof QueryRunnerAlreadyReleasedError) return true;
  // Of several addresses each says its own.
  if (error instanceof AggregateError && error.errors.some(isOutage)) return true;
  const { code, message } = causeOf(error);
  return BUSY.has(code) || OUTAGE.test(code) || UNREACHABLE.test(code) || LOST_CONNECTION.test(message);
}

/** deadlock_detected, unique_violation: what another transaction did at the same moment is seen by the next attempt. */
const COLLISIONS = new Set(['40P01', '23505']);

export const isCollision = (error: unknown): boolean => isNativeError(error) && COLLISIONS.has(causeOf(error).code);

/** What the database refuses for a while, and what it refuses of the input, in the words of the house. */
export function domainError(error: unknown): DomainError | undefined {
  if (!isNativeError(error)) return undefined;
  if (isOutage(error)) return new DomainError('busy', {}, {}, { cause: error });
  const { code, message } = causeOf(error);
  // Schemas bound what comes in; a value that still is none for the database is bad input, not our fault.
  if (!/^22\w{3}$/.test(code)) return undefined;
  // What it says of a value quotes it, and logs write down the words of a cause.
  return new DomainError('invalidInput', { summary: message }, {}, { cause: Object.assign(new Error(code), { code }) });
}

/**
 * What made a refusal, in a word that may be written down: the code of it (SQLSTATE, `ECONNREFUSED`), the driver's words for a
 * connection that is gone, or its name. Nothing of what was asked, which may be words of files.
 */
export function becauseOf({ cause }: DomainError): string | undefined {
  if (!isNativeError(cause)) return undefined;
  const { code, message } = causeOf(cause);
  return code === '' ? (LOST_CONNECTION.exec(message)?.[0] ?? cause.name) : code;
}

const PATIENCE_MS = 60_000;
const PAUSE_MS = 500;

/** At the start of a process: a database that is just starting itself, or falls meanwhile, is waited for; a wrong password is not. */
export async function whenThere<T>(work: () => Promise<T>): Promise<T> {
  for (const began = performance.now(); ; await new Promise((resolve) => setTimeout(resolve, PAUSE_MS))) {
    try {
      return await work();
    } catch (error) {
      const isPassing = isNativeError(error) && (isOutage(error) || isBusy(error));
      if (!isPassing || performance.now() - began > PATIENCE_MS) throw error;
    }
  }
}

const isBusy = (error: Error): boolean => error instanceof DomainError && error.code === 'busy';

function causeOf(error: Error): { code: string; message: string } {
  const cause = error instanceof QueryFailedError ? error.driverError : error;
  return { code: 'code' in cause ? String(cause.code) : '', message: cause.message };
}
