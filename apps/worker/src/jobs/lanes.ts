import type { JobKind, WorkStanding } from '@querraum/server';

/**
 * `prompt` is done in the database in an instant; `mails` wait for a mail server; `slow` talks to others, reads files or goes
 * through thousands of rows. Each has places of its own, so that no crowd of mails keeps a Frist waiting, nor an event or a
 * file (docs/adr/0059, docs/adr/0084).
 */
export const LANES = ['prompt', 'mails', 'slow'] as const;
export type Lane = (typeof LANES)[number];

export const LANE_OF: { readonly [K in JobKind]: Lane } = {
  tickRun: 'prompt',
  recountRun: 'prompt',
  checkMigration: 'slow',
  migrateRun: 'slow',
  undoMigration: 'slow',
  giveNumber: 'prompt',
  giveSignal: 'prompt',
  tickAssignment: 'prompt',
  issueNextAssignments: 'prompt',
  tickCycle: 'prompt',
  addressMails: 'prompt',
  sendMail: 'mails',
  runDigest: 'slow',
  runReport: 'slow',
  tellDeputation: 'prompt',
  mailPerson: 'mails',
  extractText: 'slow',
  makeExport: 'slow',
  cleanUp: 'slow',
  deleteProject: 'slow',
  sealAudit: 'slow',
  mailCheckpoint: 'slow',
  announceEvents: 'slow',
  deliverWebhooks: 'slow',
  mailPausedWebhook: 'mails',
  reportIncident: 'prompt',
};

export const KINDS_OF = Object.fromEntries(
  LANES.map((lane) => [lane, (Object.keys(LANE_OF) as JobKind[]).filter((kind) => LANE_OF[kind] === lane)]),
) as Record<Lane, JobKind[]>;

export interface Lateness {
  oldestDueSeconds: number;
  oldestUntriedSeconds: number;
}

const laneOf = (kind: string): Lane => (kind in LANE_OF ? LANE_OF[kind as JobKind] : 'slow');

/** How late each lane is. A kind that only another release knows is nobody's promise here, yet it is seen that it waits. */
export function latenessOf({ kinds }: WorkStanding): Record<Lane, Lateness> {
  const ofLane = (lane: Lane): Lateness => {
    const due = kinds.filter(({ kind }) => laneOf(kind) === lane);
    return {
      oldestDueSeconds: Math.max(0, ...due.map((one) => one.oldestDueSeconds)),
      oldestUntriedSeconds: Math.max(0, ...due.map((one) => one.oldestUntriedSeconds)),
    };
  };
  return { prompt: ofLane('prompt'), mails: ofLane('mails'), slow: ofLane('slow') };
}
