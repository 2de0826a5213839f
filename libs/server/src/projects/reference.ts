import {
  DEFAULT_REFERENCE_SCHEME,
  referenceOf,
  type ReferencePart,
  type ReferenceSchemeInput,
  type ReferenceValues,
} from '@querraum/contracts';
import { DomainError, type ActorTransaction, type Transaction } from '../platform';
import type { NamedUnit } from './project-input';

export interface SchemeRecord extends ReferenceSchemeInput {
  /** 0 while the house has never set one. */
  revision: number;
}

/** As many numbers are looked at together when a changed scheme comes upon numbers that were given before. */
const LOOKED_AT = 500;

export async function schemeOf(tx: Transaction, tenantId: string): Promise<SchemeRecord> {
  const [scheme] = await tx.rows<SchemeRecord>(
    `select parts, counter, revision from reference_scheme where tenant_id = $1`,
    [tenantId],
  );
  return scheme ?? { ...DEFAULT_REFERENCE_SCHEME, revision: 0 };
}

const seriesOf = ({ counter }: SchemeRecord, unit: { id: string }): string => (counter === 'unit' ? unit.id : '');

/**
 * The next Aktenzeichen by the scheme of the house. The counter's row lock holds until the commit, so that no number is
 * lost or given twice (docs/adr/0031).
 */
export async function nextReference(tx: ActorTransaction, unit: NamedUnit, kindCode: string): Promise<string> {
  const scheme = await schemeOf(tx, tx.actor.tenantId);
  const series = seriesOf(scheme, unit);
  const [counter] = await tx.rows<{ year: number; last: number }>(
    `insert into project_counter as c (tenant_id, year, series, last)
     values ($1, extract(year from $2::timestamptz at time zone 'Europe/Berlin')::int, $3, 1)
     on conflict (tenant_id, year, series) do update set last = c.last + 1 returning year, last`,
    [tx.actor.tenantId, tx.now, series],
  );
  if (!counter) throw new DomainError('busy');
  const { year, last } = counter;
  const free = await firstFree(tx, scheme.parts, { unitCode: unit.code, kindCode, year, number: last });
  if (free.number !== last)
    await tx.rows('update project_counter set last = $4 where tenant_id = $1 and year = $2 and series = $3', [
      tx.actor.tenantId,
      year,
      series,
      free.number,
    ]);
  return free.reference;
}

/** From this number on the first one whose Aktenzeichen nobody has: a changed scheme never repeats what was given. */
export async function firstFree(
  tx: Transaction,
  parts: readonly ReferencePart[],
  values: ReferenceValues,
): Promise<{ number: number; reference: string }> {
  for (let [from, count] = [values.number, 1]; ; [from, count] = [from + count, LOOKED_AT]) {
    const wanted = Array.from({ length: count }, (_, index) => ({
      number: from + index,
      reference: referenceOf(parts, { ...values, number: from + index }),
    }));
    const [row] = await tx.rows<{ given: string[] }>('select app.given_references($1) as given', [
      wanted.map(({ reference }) => reference),
    ]);
    const given = new Set(row?.given);
    const free = wanted.find(({ reference }) => !given.has(reference));
    if (free) return free;
  }
}
