import { PERMISSIONS, type Permission, type ProblemCode } from '@querraum/contracts';
import type { ActorTransaction } from './database/transaction';
import { DomainError } from './domain-error';

/** What an act is done to: the lead unit decides for projects, the tenant for configuration. */
export interface Subject {
  leadUnitId?: string;
  /** The unit with which a thing of the project lies. */
  responsibleUnitId?: string;
  tenantId?: string;
}

/** Whether the person acts for this unit; administrators act in no file. */
export const actsFor = (tx: ActorTransaction, unitId: string | undefined): boolean =>
  tx.actor.grants.some((grant) => grant.role !== 'ADMIN' && grant.unitId === unitId);

const allowed = {
  anyone: () => true,
  // Seeing the row is being a party: row level security has already decided.
  party: () => true,
  lead: (tx: ActorTransaction, subject: Subject) => actsFor(tx, subject.leadUnitId),
  responsible: (tx: ActorTransaction, subject: Subject) =>
    actsFor(tx, subject.responsibleUnitId) || actsFor(tx, subject.leadUnitId),
  admin: (tx: ActorTransaction, subject: Subject) =>
    tx.actor.isAdmin && tx.actor.tenantId === (subject.tenantId ?? tx.actor.tenantId),
} satisfies Record<(typeof PERMISSIONS)[Permission], (tx: ActorTransaction, subject: Subject) => boolean>;

const REFUSALS = {
  anyone: 'notFound',
  party: 'notFound',
  lead: 'notLead',
  responsible: 'notResponsible',
  admin: 'adminOnly',
} as const satisfies Record<(typeof PERMISSIONS)[Permission], ProblemCode>;

export const access = {
  may: (tx: ActorTransaction, permission: Permission, subject: Subject = {}): boolean =>
    allowed[PERMISSIONS[permission]](tx, subject),

  /** Throws the refusal that says who would be allowed. */
  require(tx: ActorTransaction, permission: Permission, subject: Subject = {}): void {
    if (!this.may(tx, permission, subject)) throw new DomainError(REFUSALS[PERMISSIONS[permission]]);
  },
};
