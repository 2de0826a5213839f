import {
  act,
  administrator,
  copyOf,
  type Draft,
  draftOf,
  named,
  planFor,
  procedure,
  releaser,
  valid,
} from './procedures.ts';
import type { CommandKind, Stage } from './stage.ts';

const plan = async (stage: Stage) => planFor(stage, await valid(stage));

const bpmn = (name: string) => `<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="test">
  <process id="simple" name="${name}" isExecutable="true">
    <startEvent id="start"/><sequenceFlow id="flow" sourceRef="start" targetRef="task"/><userTask id="task"/>
  </process></definitions>`;
/** Two at once that wanted the same name would be in each other's way. */
function bpmnForm(): () => FormData {
  const file = bpmn(named().de);
  return () => {
    const form = new FormData();
    form.append('file', new Blob([file], { type: 'application/xml' }), 'einfach.bpmn');
    return form;
  };
}

const ROUTE = '/procedures/:id/migrations/:migrationId';

/** Procedures, their versions, and running procedures that change from one to another. */
export const COMMANDS_OF_PROCEDURES: CommandKind[] = [
  {
    route: 'POST /procedures',
    prepare: async (stage) => ({ path: '/procedures', ask: { as: administrator(stage), body: copyOf() } }),
  },
  {
    route: 'POST /procedures/:id/draft',
    prepare: async (stage) => ({
      path: `/procedures/${await valid(stage)}/draft`,
      ask: { as: administrator(stage) },
    }),
  },
  {
    route: 'PUT /procedures/:id/draft',
    prepare: async (stage) => {
      const id = await procedure(stage);
      const { revision, edit } = await draftOf(stage, id);
      const ask = { as: administrator(stage), revision, body: { ...edit, name: named() } };
      return { method: 'PUT', path: `/procedures/${id}/draft`, ask };
    },
  },
  {
    route: 'DELETE /procedures/:id/draft',
    prepare: async (stage) => {
      const id = await valid(stage);
      const { revision } = await stage.post<Draft>(`/procedures/${id}/draft`, undefined, administrator(stage));
      return { method: 'DELETE', path: `/procedures/${id}/draft`, ask: { as: administrator(stage), revision } };
    },
  },
  {
    route: 'POST /procedures/:id/versions',
    prepare: async (stage) => {
      const id = await procedure(stage);
      const { revision } = await draftOf(stage, id);
      return { path: `/procedures/${id}/versions`, ask: { as: releaser(stage), revision } };
    },
  },
  {
    route: 'POST /procedures/:id/migrations',
    prepare: async (stage) => {
      const { path } = await plan(stage);
      await stage.world.clients[0].get('DELETE', path, { as: administrator(stage), revision: 1 });
      const body = { fromVersion: 1, toVersion: 2 };
      return { path: path.slice(0, path.lastIndexOf('/')), ask: { as: administrator(stage), body } };
    },
  },
  {
    route: `PUT ${ROUTE}`,
    prepare: async (stage) => {
      const { path, revision } = await plan(stage);
      return { method: 'PUT', path, ask: { as: administrator(stage), revision, body: { mapping: {} } } };
    },
  },
  {
    route: `DELETE ${ROUTE}`,
    prepare: async (stage) => {
      const { path, revision } = await plan(stage);
      return { method: 'DELETE', path, ask: { as: administrator(stage), revision } };
    },
  },
  {
    route: `POST ${ROUTE}/check`,
    prepare: async (stage) => {
      const { path, revision } = await plan(stage);
      return { path: `${path}/check`, ask: { as: administrator(stage), revision } };
    },
  },
  {
    route: `PUT ${ROUTE}/choice`,
    prepare: async (stage) => {
      const made = await plan(stage);
      await act(stage, made, 'check');
      const ask = { as: administrator(stage), revision: made.revision + 1, body: { choose: 'allBut', runIds: [] } };
      return { method: 'PUT', path: `${made.path}/choice`, ask };
    },
  },
  {
    route: 'POST /procedures/import',
    prepare: async (stage) => ({ path: '/procedures/import', ask: { as: administrator(stage), form: bpmnForm() } }),
  },
];
