import { PLANTED } from './parked-work.ts';
import type { CommandKind, Stage } from './stage.ts';

interface Target {
  id: string;
  revision: number;
}
/** Nobody listens there, and nothing that is struck tells of such a thing: what another command is to write does not change. */
const INPUT = { url: 'http://127.0.0.1:8099/events', events: ['task.overdue'] };
const administrator = (stage: Stage) => stage.world.house.administrator;
const target = (stage: Stage) => stage.post<Target>('/webhooks', INPUT, administrator(stage));

/** What is done with one piece of work that was given up. */
const ofIncident = (act: string, body: object): CommandKind => ({
  route: `POST /work-items/:id/${act}`,
  prepare: async (stage) => {
    const { projectId } = await stage.run();
    const { id } = await stage.world.product.database.one<{ id: string }>(
      `update work_item set state = 'incident', attempts = 8, last_error = $2
       where id = (select id from work_item where kind = 'extractText' and payload ->> 'projectId' = $1 limit 1) returning id`,
      [projectId, PLANTED],
    );
    return { path: `/work-items/${id}/${act}`, ask: { as: administrator(stage), body } };
  },
});

const ofTarget = (route: string, body?: object): CommandKind => {
  const [method, path = ''] = route.split(' ') as [CommandMethod, string?];
  return {
    route,
    isOfOne: true,
    prepare: async (stage) => {
      const { id, revision } = await target(stage);
      const ask = { as: administrator(stage), revision, ...(body && { body }) };
      return { method, path: path.replace(':id', id), ask };
    },
  };
};
type CommandMethod = 'POST' | 'PUT' | 'DELETE';

/** Targets outside, and work that was given up. */
export const COMMANDS_OF_EVENTS: CommandKind[] = [
  {
    route: 'POST /webhooks',
    isOfOne: true,
    prepare: async (stage) => ({ path: '/webhooks', ask: { as: administrator(stage), body: INPUT } }),
  },
  ofTarget('PUT /webhooks/:id', { ...INPUT, events: ['task.due', 'task.overdue'] }),
  ofTarget('DELETE /webhooks/:id'),
  ofTarget('POST /webhooks/:id/secret', {}),
  ofTarget('POST /webhooks/:id/test'),
  {
    route: 'POST /webhooks/:id/deliveries/:deliveryId/replay',
    isOfOne: true,
    prepare: async (stage) => {
      const { id } = await target(stage);
      await stage.post(`/webhooks/${id}/test`, undefined, administrator(stage));
      const delivery = await stage.world.product.database.one<{ id: string }>(
        `update webhook_delivery set state = 'failed' where webhook_id = $1 returning id`,
        [id],
      );
      return { path: `/webhooks/${id}/deliveries/${delivery.id}/replay`, ask: { as: administrator(stage) } };
    },
  },
  {
    route: 'POST /webhooks/:id/replay',
    isOfOne: true,
    prepare: async (stage) => {
      const { id } = await target(stage);
      await stage.post(`/webhooks/${id}/test`, undefined, administrator(stage));
      await stage.world.product.database.rows(`update webhook_delivery set state = 'failed' where webhook_id = $1`, [
        id,
      ]);
      const body = { since: '2020-01-01T00:00:00.000Z' };
      return { path: `/webhooks/${id}/replay`, ask: { as: administrator(stage), body } };
    },
  },
  ofIncident('retry', {}),
  ofIncident('skip', { reason: 'Von Hand erledigt' }),
];
