import type { Place, Relation, Role, Stage, Subject } from './access.world';

/** Status, and the code of the problem where it is one: `200`, `404 notFound`. */
export type Outcome = string;

export interface Sent {
  body?: unknown;
  form?: FormData;
  headers?: Record<string, string>;
  query?: string;
}

/** A route that is about nobody's project: what each role gets. */
export interface GeneralRoute {
  roles: Record<Role, Outcome>;
  send?: () => Sent;
  /** Values of what the path names. */
  path?: Record<string, string>;
  isStream?: true;
}

/** A route about a project or what belongs to it: what each relation to the project gets. */
export interface ProjectRoute {
  stage: Stage;
  relations: Record<Relation, Outcome>;
  /** Where a role differs from its relation to the project. */
  except?: Partial<Record<`${Role} @ ${Place}`, Outcome>>;
  send?: (subject: Subject) => Sent;
  path?: Record<string, keyof Subject | `=${string}`>;
}

export type Expectation = GeneralRoute | ProjectRoute;

export const SIGN_IN = '401 notSignedIn';
export const UNKNOWN = '404 notFound';

export const forAll = (outcome: Outcome): Record<Role, Outcome> => ({
  nobody: SIGN_IN,
  admin: outcome,
  outsider: outcome,
  foreigner: outcome,
  councillor: outcome,
  leadWorker: outcome,
  participantWorker: outcome,
});
export const open: GeneralRoute = { roles: { ...forAll('200'), nobody: '200' } };
export const signedIn: GeneralRoute = { roles: forAll('200') };
export const adminOnly = (outcome: Outcome): Record<Role, Outcome> => ({ ...forAll('403 adminOnly'), admin: outcome });
export const parties = { lead: '200', participant: '200', above: '200', none: UNKNOWN };
export const leadOnly = (outcome: Outcome): Record<Relation, Outcome> => ({
  lead: outcome,
  participant: '403 notLead',
  above: '403 notLead',
  none: UNKNOWN,
});
export const NO_AUTHORITY = {
  lead: '403 noAuthority',
  participant: '403 noAuthority',
  above: '403 noAuthority',
  none: UNKNOWN,
};
