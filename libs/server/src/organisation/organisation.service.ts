import { Injectable } from '@nestjs/common';
import type { Me, OwnSettings, PersonReference, Position, Unit, UnitQuery } from '@querraum/contracts';
import {
  access,
  type ActorGrant,
  type ActorTransaction,
  type Caller,
  DomainError,
  type Transaction,
  Transactions,
} from '../platform';

const MOST_UNITS = 500;

const UNIT = `select u.id, u.tenant_id as "tenantId", t.name as "tenantName", u.parent_id as "parentId", u.code, u.name, u.kind,
    u.department
  from org_unit u join tenant t on t.id = u.tenant_id`;

/** Units as everybody may see them; the names of an administration are public. */
export const unitsByIds = (tx: Transaction, ids: string[]): Promise<Unit[]> =>
  tx.rows<Unit>(`${UNIT} where u.id = any ($1) order by t.name, u.code`, [ids]);

@Injectable()
export class OrganisationService {
  constructor(private readonly transactions: Transactions) {}

  /** Who the person is here and what they may do now. */
  me(caller: Caller): Promise<Me> {
    return this.transactions.read(caller, meOf);
  }

  /** Language and mails of one's own. */
  changeSettings(caller: Caller, key: string, settings: OwnSettings): Promise<Me> {
    const request = { command: 'changeSettings', ...settings };
    return this.transactions.ownCommand(caller, { key, request }, async (tx) => {
      const { language = null, mailNotifications = null } = settings;
      await tx.rows('select app.set_own_settings($1, $2)', [language, mailNotifications]);
      return meOf(tx);
    });
  }

  /** Units of every authority, because a project may take any of them in; the own house comes first. */
  units(caller: Caller, { query, tenantId }: UnitQuery): Promise<Unit[]> {
    return this.transactions.read(caller, async (tx) => {
      access.require(tx, 'organisation:read');
      return tx.rows<Unit>(
        `${UNIT} where u.dissolved_at is null and ($1::uuid is null or u.tenant_id = $1)
           and ($2::text is null or strpos(lower(u.name), lower($2)) > 0 or strpos(lower(u.code), lower($2)) > 0)
         order by u.tenant_id <> $3, t.name, u.name, u.id limit $4`,
        [tenantId ?? null, query?.trim() ?? null, tx.actor.tenantId, MOST_UNITS],
      );
    });
  }

  /** People of a unit of the own house; other houses keep theirs to themselves. */
  people(caller: Caller, unitId: string): Promise<PersonReference[]> {
    return this.transactions.read(caller, async (tx) => {
      access.require(tx, 'organisation:read');
      const found = await tx.rows('select 1 from org_unit where tenant_id = $1 and id = $2', [
        tx.actor.tenantId,
        unitId,
      ]);
      if (found.length === 0) throw new DomainError('notFound');
      return tx.rows<PersonReference>(
        `select p.id, p.name from person p
         where p.tenant_id = $1 and p.disabled_at is null and exists (
           select 1 from membership m where m.tenant_id = p.tenant_id and m.person_id = p.id and m.unit_id = $2
             and m.valid_from <= $3 and (m.valid_to is null or m.valid_to > $3))
         order by p.name, p.id`,
        [tx.actor.tenantId, unitId, tx.now],
      );
    });
  }

  /** Posts of a unit of any house: what they are called is public, who holds them is not. */
  positions(caller: Caller, unitId: string): Promise<Position[]> {
    return this.transactions.read(caller, async (tx) => {
      access.require(tx, 'organisation:read');
      const found = await tx.rows('select 1 from org_unit where id = $1', [unitId]);
      if (found.length === 0) throw new DomainError('notFound');
      return tx.rows<Position>(
        `select q.id, q.unit_id as "unitId", q.code, q.name, not exists (
           select 1 from membership m join person p on p.tenant_id = m.tenant_id and p.id = m.person_id and p.disabled_at is null
           where m.tenant_id = q.tenant_id and m.position_id = q.id and m.valid_from <= $2
             and (m.valid_to is null or m.valid_to > $2)) as vacant
         from position q where q.unit_id = $1 and q.ended_at is null order by q.code, q.id`,
        [unitId, tx.now],
      );
    });
  }
}

async function meOf(tx: ActorTransaction): Promise<Me> {
  const { personId, name, username, tenantId, isAdmin, grants, unitIds } = tx.actor;
  const [settings] = await tx.rows<Pick<Me, 'email' | 'language' | 'mailNotifications'>>(
    'select email, language, mail_notifications as "mailNotifications" from person where id = $1',
    [personId],
  );
  if (!settings) throw new DomainError('personUnknown');
  const units = await unitsByIds(tx, [...new Set(grants.map(({ unitId }) => unitId))]);
  const own = grants.flatMap((grant) => {
    const unit = units.find(({ id }) => id === grant.unitId);
    return unit ? [{ unit, role: grant.role, capacity: grant.capacity, onBehalfOf: principalOf(grant) }] : [];
  });
  return { id: personId, name, username, tenantId, ...settings, grants: own, isAdmin, inboxUnitIds: unitIds };
}

const principalOf = ({ onBehalfOf, onBehalfOfName }: ActorGrant): PersonReference | null =>
  onBehalfOf === null ? null : { id: onBehalfOf, name: onBehalfOfName ?? '' };
