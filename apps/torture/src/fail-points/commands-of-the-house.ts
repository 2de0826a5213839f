import { randomUUID } from 'node:crypto';
import type { Method } from '../client.ts';
import type { CommandKind, Prepared, Stage } from './stage.ts';

const administrator = (stage: Stage) => stage.world.house.administrator;
const somebody = () => ({ name: 'Neu Eingestellt', username: `neu-${randomUUID()}` });
const HOUSE = '/organisation/house';
/** Letters alone, as codes of kinds are. */
const code = () =>
  randomUUID()
    .replace(/\W/g, '')
    .replace(/\d/g, (digit) => String.fromCharCode(71 + Number(digit)))
    .toUpperCase()
    .slice(0, 8);

interface Thing {
  id: string;
  revision: number;
}
/** What an administrator sends about a thing of the house that has just been made. */
const ofHouse = (
  route: string,
  make: (stage: Stage) => Promise<Thing>,
  body: object | ((stage: Stage) => object),
): CommandKind => {
  const [method, path = ''] = route.split(' ') as [Method, string?];
  return {
    route,
    prepare: async (stage): Promise<Prepared> => {
      const { id, revision } = await make(stage);
      const sent = typeof body === 'function' ? body(stage) : body;
      return { method, path: path.replace(':id', id), ask: { as: administrator(stage), revision, body: sent } };
    },
  };
};

const made = (path: string, body: (stage: Stage) => object) => (stage: Stage) =>
  stage.post<Thing>(path, body(stage), administrator(stage));

const person = made(`${HOUSE}/people`, somebody);
const UNIT = () => ({ code: code(), name: 'Neue Einheit', kind: 'OFFICE', department: null });
async function parent(stage: Stage): Promise<string> {
  const { id } = await stage.world.product.database.one<{ id: string }>(
    'select parent_id as id from org_unit where id = $1',
    [stage.unit('SPK')],
  );
  return id;
}
export const newUnit = async (stage: Stage): Promise<Thing> =>
  stage.post(`${HOUSE}/units`, { ...UNIT(), parentId: await parent(stage) }, administrator(stage));
async function positionIn(stage: Stage, unitId: string): Promise<Thing> {
  const named = code();
  await stage.post(`${HOUSE}/units/${unitId}/positions`, { code: named, name: 'Vertragsrecht' }, administrator(stage));
  return stage.world.product.database.one<{ id: string; revision: number }>(
    'select id, revision from position where code = $1',
    [named],
  );
}
const position = async (stage: Stage): Promise<Thing> => positionIn(stage, (await newUnit(stage)).id);
interface Member {
  id: string;
  roles: { id: string }[];
}
async function member(stage: Stage): Promise<{ id: string; roleId: string }> {
  const { id } = await person(stage);
  const body = { unitId: stage.unit('SPK'), role: 'CASE_WORKER', capacity: 'BY_ORDER' };
  const { roles } = await stage.post<Member>(`${HOUSE}/people/${id}/roles`, body, administrator(stage));
  return { id, roleId: roles[0]?.id ?? '' };
}

const KIND = () => ({ code: code(), name: { de: 'Neue Art', en: 'New kind' } });
const kind = made('/project-kinds', KIND);
async function template(stage: Stage): Promise<Thing> {
  const { id: kindId } = await kind(stage);
  return stage.post('/project-templates', { name: `Vorlage ${code()}`, kindId, content: {} }, administrator(stage));
}
async function changed(stage: Stage, thing: Thing, path: string): Promise<Thing> {
  return stage.post<Thing>(path.replace(':id', thing.id), undefined, administrator(stage), thing.revision);
}

function csvForm(file: string, fields: Record<string, string>): FormData {
  const form = new FormData();
  form.append('file', new Blob([file], { type: 'text/csv' }), 'personen.csv');
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  return form;
}

/** What the administration does with the house, and everybody with their own things. */
export const COMMANDS_OF_THE_HOUSE: CommandKind[] = [
  {
    route: 'PATCH /me',
    isOfOne: true,
    prepare: async (stage) => ({ method: 'PATCH', path: '/me', ask: { as: stage.lead, body: { language: 'de' } } }),
  },
  {
    route: 'POST /calendar-feeds',
    isOfOne: true,
    prepare: async (stage) => {
      // The next address ends the one before.
      await stage.post('/calendar-feeds', {}, stage.person('SOZ'));
      return { path: '/calendar-feeds', ask: { as: stage.person('SOZ'), body: {} } };
    },
  },
  {
    route: 'POST /organisation/house/people',
    prepare: async (stage) => {
      // The house has its chain since its first change.
      await stage.post(`${HOUSE}/people`, somebody(), administrator(stage));
      return { path: `${HOUSE}/people`, ask: { as: administrator(stage), body: somebody() } };
    },
  },
  {
    route: 'POST /organisation/house/people/:id/deputations',
    prepare: async (stage) => {
      const as = administrator(stage);
      const { id } = await stage.post(`${HOUSE}/people`, somebody(), as);
      const body = { deputyId: stage.person('GES').id, from: null, to: '2035-01-01' };
      return { path: `${HOUSE}/people/${id}/deputations`, ask: { as, body } };
    },
  },
  {
    route: 'DELETE /calendar-feeds/:id',
    isOfOne: true,
    prepare: async (stage) => {
      const as = stage.person('JUG');
      const { id } = await stage.post<{ id: string }>('/calendar-feeds', {}, as);
      return { method: 'DELETE', path: `/calendar-feeds/${id}`, ask: { as } };
    },
  },
  ofHouse(`PATCH ${HOUSE}/people/:id`, person, { name: 'Anderer Name' }),
  ofHouse(`POST ${HOUSE}/people/:id/roles`, person, (stage) => ({
    ...{ unitId: stage.unit('SPK'), role: 'CASE_WORKER', capacity: 'BY_ORDER' },
  })),
  {
    route: `POST ${HOUSE}/people/:id/roles/:roleId/end`,
    prepare: async (stage) => {
      const { id, roleId } = await member(stage);
      return {
        path: `${HOUSE}/people/${id}/roles/${roleId}/end`,
        ask: { as: administrator(stage), body: { to: null } },
      };
    },
  },
  {
    route: `PUT ${HOUSE}/people/:id/roles/:roleId/position`,
    prepare: async (stage) => {
      const { id, roleId } = await member(stage);
      const { id: positionId } = await positionIn(stage, stage.unit('SPK'));
      const ask = { as: administrator(stage), body: { positionId } };
      return { method: 'PUT', path: `${HOUSE}/people/${id}/roles/${roleId}/position`, ask };
    },
  },
  {
    route: `DELETE ${HOUSE}/people/:id/deputations/:deputationId`,
    prepare: async (stage) => {
      const { id } = await person(stage);
      const path = `${HOUSE}/people/${id}/deputations`;
      await stage.post(path, { deputyId: stage.person('GES').id, from: null, to: '2035-01-01' }, administrator(stage));
      const { id: deputation } = await stage.world.product.database.one<{ id: string }>(
        'select id from deputation where principal_id = $1',
        [id],
      );
      return { method: 'DELETE', path: `${path}/${deputation}`, ask: { as: administrator(stage) } };
    },
  },
  {
    route: `POST ${HOUSE}/units`,
    prepare: async (stage) => {
      const { id: parentId } = await newUnit(stage);
      return { path: `${HOUSE}/units`, ask: { as: administrator(stage), body: { ...UNIT(), parentId } } };
    },
  },
  {
    route: `PATCH ${HOUSE}/units/:id`,
    prepare: async (stage) => {
      const { id, revision } = await newUnit(stage);
      const body = { ...UNIT(), name: 'Anderer Name', parentId: await parent(stage) };
      return { method: 'PATCH', path: `${HOUSE}/units/${id}`, ask: { as: administrator(stage), revision, body } };
    },
  },
  ofHouse(`POST ${HOUSE}/units/:id/dissolution`, newUnit, {}),
  ofHouse(`POST ${HOUSE}/units/:id/positions`, newUnit, () => ({ code: code(), name: 'Vertragsrecht' })),
  ofHouse(`PATCH ${HOUSE}/positions/:id`, position, () => ({ code: code(), name: 'Baurecht' })),
  ofHouse(`POST ${HOUSE}/positions/:id/end`, position, {}),
  {
    route: `PUT ${HOUSE}/reference-scheme`,
    isOfOne: true,
    prepare: async (stage) => {
      const as = administrator(stage);
      type Scheme = { revision: number; parts: object[]; counter: string };
      const path = `${HOUSE}/reference-scheme`;
      const { revision, parts, counter } = await stage.world.clients[0].get<Scheme>('GET', path, { as });
      return { method: 'PUT', path, ask: { as, revision, body: { parts, counter } } };
    },
  },
  {
    route: 'POST /calendar/changes',
    isOfOne: true,
    prepare: async (stage) => {
      const as = administrator(stage);
      const { revision } = await stage.world.clients[0].get<Thing>('GET', '/calendar?year=2031', { as });
      const date = new Date(Date.UTC(2031, 5, 2 + 7 * stage.number)).toISOString().slice(0, 10);
      return { path: '/calendar/changes', ask: { as, revision, body: { add: [{ date, name: 'Betriebsausflug' }] } } };
    },
  },
  {
    route: `POST ${HOUSE}/imports`,
    prepare: async (stage) => {
      const as = administrator(stage);
      const file = `Benutzername;Name\nneu-${randomUUID()};Nora Neu`;
      const form = (fields: Record<string, string>) => () => csvForm(file, { kind: 'people', ...fields });
      type Report = { checkId: string };
      const path = `${HOUSE}/imports`;
      const { checkId } = await stage.world.clients[0].get<Report>('POST', `${path}/check`, { as, form: form({}) });
      return { path, ask: { as, form: form({ mode: 'good', checkId }) } };
    },
  },
  {
    route: 'POST /project-kinds',
    prepare: async (stage) => ({ path: '/project-kinds', ask: { as: administrator(stage), body: KIND() } }),
  },
  ofHouse('PUT /project-kinds/:id', kind, KIND),
  ofHouse('POST /project-kinds/:id/retirement', kind, {}),
  ofHouse(
    'DELETE /project-kinds/:id/retirement',
    async (stage) => changed(stage, await kind(stage), '/project-kinds/:id/retirement'),
    {},
  ),
  {
    route: 'POST /project-templates',
    prepare: async (stage) => {
      const { id: kindId } = await kind(stage);
      const body = { name: `Vorlage ${code()}`, kindId, content: {} };
      return { path: '/project-templates', ask: { as: administrator(stage), body } };
    },
  },
  {
    route: 'PUT /project-templates/:id',
    prepare: async (stage) => {
      const { id, revision } = await template(stage);
      const { id: kindId } = await kind(stage);
      const body = { name: `Andere Vorlage ${code()}`, kindId, content: {}, documentIds: [] };
      return { method: 'PUT', path: `/project-templates/${id}`, ask: { as: administrator(stage), revision, body } };
    },
  },
  ofHouse('POST /project-templates/:id/release', template, {}),
  ofHouse(
    'POST /project-templates/:id/retirement',
    async (stage) => changed(stage, await template(stage), '/project-templates/:id/release'),
    {},
  ),
];
