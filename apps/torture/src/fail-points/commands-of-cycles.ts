import { everyTwoYears, projectToRenew, setCycle } from './cycles.ts';
import type { CommandKind } from './stage.ts';

const NEXT_ON = '2035-03-01';

/** Fortschreibung: when a project is written anew, and the opening of its successor. */
export const COMMANDS_OF_CYCLES: CommandKind[] = [
  {
    route: 'PUT /projects/:id/cycle',
    prepare: async (stage) => {
      const ask = { as: stage.lead, revision: 0, body: everyTwoYears(NEXT_ON) };
      return { method: 'PUT', path: `/projects/${await projectToRenew(stage)}/cycle`, ask };
    },
  },
  {
    route: 'POST /projects/:id/cycle/pause',
    prepare: async (stage) => {
      const id = await projectToRenew(stage);
      const { revision } = await setCycle(stage, id, NEXT_ON);
      const body = { reason: 'Der Haushalt ist noch nicht beschlossen' };
      return { path: `/projects/${id}/cycle/pause`, ask: { as: stage.lead, revision, body } };
    },
  },
  {
    route: 'POST /projects/:id/renewal',
    prepare: async (stage) => {
      const id = await projectToRenew(stage);
      await setCycle(stage, id, NEXT_ON);
      return { path: `/projects/${id}/renewal`, ask: { as: stage.lead, body: { title: 'Fortschreibung' } } };
    },
  },
];
