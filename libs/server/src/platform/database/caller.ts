import type { Capacity } from '@querraum/workflow';
import type { Role } from '@querraum/contracts';

/** Who somebody is, by the verified token. What they may do is read from the database at the moment of acting. */
export interface Caller {
  issuer: string;
  subject: string;
  /** As the account is called today. It names a person at their first sign-in and never again. */
  username?: string;
}

export interface ActorGrant {
  unitId: string;
  role: Role;
  capacity: Capacity;
  /** With DEPUTY: the capacity of the person deputised for. */
  principalCapacity: 'HEAD' | 'BY_ORDER' | null;
  onBehalfOf: string | null;
  onBehalfOfName: string | null;
}

/** The person who acts, as the database knows them in this transaction. */
export interface Actor {
  personId: string;
  tenantId: string;
  name: string;
  username: string;
  isAdmin: boolean;
  grants: ActorGrant[];
  /** Units whose inbox the person sees: the own ones, for heads those below too. */
  unitIds: string[];
}
