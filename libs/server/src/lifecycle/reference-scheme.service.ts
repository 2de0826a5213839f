import { Injectable } from '@nestjs/common';
import {
  schemeFault,
  type LastChange,
  type ReferenceScheme,
  type ReferenceSchemeInput,
  type SchemeFault,
} from '@querraum/contracts';
import type { LocalizedText } from '@querraum/workflow';
import { openHouse, record } from '../organisation';
import { access, DomainError, Transactions, type ActorTransaction, type Caller, requireRevision } from '../platform';
import { firstFree, kindsOfHouse, schemeOf } from '../projects';

const FAULTS = {
  numberMissing: { de: 'Die laufende Nummer fehlt.', en: 'The running number is missing.' },
  numberTwice: { de: 'Die laufende Nummer steht zweimal da.', en: 'The running number appears twice.' },
  yearMissing: {
    de: 'Das Jahr fehlt, und jedes Jahr beginnt die Zählung bei 1.',
    en: 'The year is missing, and every year counting starts at 1.',
  },
  unitMissing: {
    de: 'Das Kürzel der Stelle fehlt, und jede Stelle zählt für sich.',
    en: "The unit's code is missing, and every unit counts for itself.",
  },
  numberTouches: {
    de: 'Zwischen der laufenden Nummer und dem, was daneben steht, fehlt ein Trennzeichen.',
    en: 'A separator is missing between the running number and what stands beside it.',
  },
} as const satisfies Record<SchemeFault, LocalizedText>;

/** How the house makes its Aktenzeichen, kept by its administrators (docs/adr/0031). */
@Injectable()
export class ReferenceSchemeService {
  constructor(private readonly transactions: Transactions) {}

  get(caller: Caller): Promise<ReferenceScheme> {
    return this.transactions.read(caller, async (tx) => {
      access.require(tx, 'organisation:edit');
      return schemeView(tx);
    });
  }

  change(caller: Caller, key: string, revision: number, input: ReferenceSchemeInput): Promise<ReferenceScheme> {
    const request = { command: 'changeReferenceScheme', revision, ...input };
    return this.transactions.command(caller, { key, request }, async (tx) => {
      await openHouse(tx);
      const { tenantId } = tx.actor;
      const { revision: current, ...before } = await schemeOf(tx, tenantId);
      requireRevision(current, revision);
      const fault = schemeFault(input);
      if (fault) throw new DomainError('schemeFaulty', { fault: FAULTS[fault] });
      const { parts, counter } = input;
      await tx.rows(
        `insert into reference_scheme (tenant_id, parts, counter, revision, changed_at, changed_by)
         values ($1, $2, $3, 1, $4, $5)
         on conflict (tenant_id) do update set parts = excluded.parts, counter = excluded.counter,
           revision = reference_scheme.revision + 1,
           changed_at = excluded.changed_at, changed_by = excluded.changed_by`,
        [tenantId, JSON.stringify(parts), counter, tx.now, tx.actor.personId],
      );
      await record(tx, 'referenceScheme.changed', { from: before, to: input });
      return schemeView(tx);
    });
  }
}

async function schemeView(tx: ActorTransaction): Promise<ReferenceScheme> {
  const { tenantId } = tx.actor;
  const scheme = await schemeOf(tx, tenantId);
  const sample = await sampleOf(tx);
  const number = scheme.counter === 'unit' ? sample.next.unit : sample.next.house;
  const next = await firstFree(tx, scheme.parts, { ...sample, number });
  return { ...scheme, lastChange: await lastChange(tx), sample, next: next.reference };
}

/** The OE SPK of the house, else one of its units, with the numbers whose turn it is: an example for the preview. */
async function sampleOf(tx: ActorTransaction): Promise<ReferenceScheme['sample']> {
  const { tenantId } = tx.actor;
  const [unit] = await tx.rows<{ id: string; code: string; year: number }>(
    `select id, code, extract(year from $2::timestamptz at time zone 'Europe/Berlin')::int as year from org_unit
     where tenant_id = $1 and dissolved_at is null
     order by kind = 'AREA_COORDINATION' desc, parent_id is not null desc, code limit 1`,
    [tenantId, tx.now],
  );
  const kinds = await kindsOfHouse(tx);
  // The usual kind of a house bears its id.
  const kind = kinds.find(({ id }) => id === tenantId) ?? kinds[0];
  const { id, code, year } = unit ?? { id: '', code: '', year: tx.now.getFullYear() };
  const next = async (series: string): Promise<number> => {
    const [counter] = await tx.rows<{ last: number }>(
      'select last from project_counter where tenant_id = $1 and year = $2 and series = $3',
      [tenantId, year, series],
    );
    return (counter?.last ?? 0) + 1;
  };
  return { unitCode: code, kindCode: kind?.code ?? '', year, next: { house: await next(''), unit: await next(id) } };
}

async function lastChange(tx: ActorTransaction): Promise<LastChange | null> {
  const [row] = await tx.rows<{ at: Date; by: LastChange['by'] }>(
    `select s.changed_at as at, jsonb_build_object('id', p.id, 'name', p.name) as by
     from reference_scheme s join person p on p.tenant_id = s.tenant_id and p.id = s.changed_by where s.tenant_id = $1`,
    [tx.actor.tenantId],
  );
  return row ? { at: row.at.toISOString(), by: row.by } : null;
}
