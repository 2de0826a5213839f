import { tracingChannel } from 'node:diagnostics_channel';

/** Tells whoever listens which work item is being executed, from beginning to end; costs nothing where nobody does. */
export const JOB_TRACE = tracingChannel<unknown, { workItem: string }>('querraum:job');
