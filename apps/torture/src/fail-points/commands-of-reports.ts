import { newExport, wholeFile } from './exports.ts';
import { newReader } from './digests.ts';
import { newReport, reportInput } from './reports.ts';
import type { CommandKind } from './stage.ts';

/** Reports that come by mail, and files to take away. */
export const COMMANDS_OF_REPORTS: CommandKind[] = [
  {
    route: 'POST /report-subscriptions',
    prepare: async (stage) => {
      const as = await newReader(stage, stage.unit('SPK'));
      return { path: '/report-subscriptions', ask: { as, body: reportInput(stage) } };
    },
  },
  {
    route: 'PUT /report-subscriptions/:id',
    prepare: async (stage) => {
      const { id, revision, owner } = await newReport(stage);
      const ask = { as: owner, revision, body: reportInput(stage, 9) };
      return { method: 'PUT', path: `/report-subscriptions/${id}`, ask };
    },
  },
  {
    route: 'DELETE /report-subscriptions/:id',
    prepare: async (stage) => {
      const { id, revision, owner } = await newReport(stage);
      return { method: 'DELETE', path: `/report-subscriptions/${id}`, ask: { as: owner, revision } };
    },
  },
  {
    route: 'POST /report-subscriptions/:id/leave',
    prepare: async (stage) => {
      const { id } = await newReport(stage);
      return { path: `/report-subscriptions/${id}/leave`, ask: { as: stage.person('GES') } };
    },
  },
  {
    route: 'POST /exports',
    prepare: async (stage) => {
      const as = await newReader(stage, stage.unit('SPK'));
      return { path: '/exports', ask: { as, body: wholeFile((await stage.document()).projectId) } };
    },
  },
  {
    route: 'POST /exports/:id/cancel',
    prepare: async (stage) => {
      const { id, person } = await newExport(stage);
      return { path: `/exports/${id}/cancel`, ask: { as: person } };
    },
  },
];
