import type { AssignmentKind, AssignmentResult } from '@querraum/contracts';
import type { Involvement } from '@querraum/workflow';
import type { Name, Unit } from './city';

export interface To {
  /** `dissolved`: a unit that was there once. */
  unit: Unit | 'dissolved';
  person?: Name;
}

interface Gift {
  kind: AssignmentKind;
  to: To[];
  /** Days from today to the last day. */
  due: number | null;
  dependsOn: string[];
  acceptance: boolean;
}

type OnTask = { task: string };
/** Says which revision was read: the current one, or one that is over. */
type Read = { isStale: boolean };

/** Everything that a history may try; who tries it stands beside. */
export type Command = { by: Name } & (
  | ({ type: 'issue'; unit: Unit | undefined } & Gift)
  | ({ type: 'issuePart' } & OnTask & Gift)
  | ({ type: 'claim' | 'release' } & OnTask)
  | ({ type: 'answer'; result: AssignmentResult; words: string; parts: 'refuse' | 'takeBack' } & OnTask)
  | ({ type: 'decline' } & OnTask)
  | ({ type: 'handOver'; to: To; reason: string } & OnTask)
  | ({ type: 'accept' | 'takeBack' } & OnTask & Read)
  | ({ type: 'sendBack' } & OnTask & Read)
  | ({ type: 'readdress'; to: To } & OnTask & Read)
  | ({ type: 'extend'; due: number } & OnTask & Read)
  | ({ type: 'setDependencies'; dependsOn: string[] } & OnTask & Read)
  | { type: 'addParticipant' | 'changeParticipant'; unit: Unit; involvement: Involvement }
  | { type: 'endParticipant'; unit: Unit }
  | { type: 'offer'; to: Unit | 'dissolved'; involvement: Involvement | null }
  | { type: 'acceptLead' | 'declineLead' | 'withdrawLead'; offer: string }
  | ({ type: 'rename' } & Read)
  | { type: 'close' | 'reopen' }
);
export type CommandOf<T extends Command['type']> = Extract<Command, { type: T }>;
