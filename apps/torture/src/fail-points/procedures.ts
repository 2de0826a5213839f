import { randomUUID } from 'node:crypto';
import type { Stage } from './stage.ts';

export interface Draft {
  revision: number;
  edit: object;
}
interface Thing {
  id: string;
  revision: number;
}

export const administrator = (stage: Stage) => stage.world.house.administrator;
/** Whoever has worked on a draft does not release it. */
export const releaser = (stage: Stage) => stage.world.house.secondAdministrator;
export const named = () => {
  const name = `Mitzeichnung ${randomUUID().slice(0, 8)}`;
  return { de: name, en: name };
};
export const copyOf = (template = 'short-co-signature') => ({ act: 'copy', template, name: named() });

export async function procedure(stage: Stage, template?: string): Promise<string> {
  return (await stage.post<{ id: string }>('/procedures', copyOf(template), administrator(stage))).id;
}
export const draftOf = (stage: Stage, id: string): Promise<Draft> =>
  stage.world.clients[0].get<Draft>('GET', `/procedures/${id}/draft`, { as: administrator(stage) });

export async function release(stage: Stage, id: string): Promise<void> {
  await stage.post(`/procedures/${id}/versions`, undefined, releaser(stage), (await draftOf(stage, id)).revision);
}
/** With a version that is released. */
export async function valid(stage: Stage, template?: string): Promise<string> {
  const id = await procedure(stage, template);
  await release(stage, id);
  return id;
}

/** A planned change from the first version of a procedure to its second, which says the same. */
export interface Plan {
  path: string;
  revision: number;
}
export async function planFor(stage: Stage, id: string): Promise<Plan> {
  const draft = await stage.post<Draft>(`/procedures/${id}/draft`, undefined, administrator(stage));
  const body = { ...draft.edit, name: named() };
  const ask = { as: administrator(stage), body, revision: draft.revision };
  await stage.world.clients[0].get('PUT', `/procedures/${id}/draft`, ask);
  await release(stage, id);
  const path = `/procedures/${id}/migrations`;
  const made = await stage.post<Thing>(path, { fromVersion: 1, toVersion: 2 }, administrator(stage));
  return { path: `${path}/${made.id}`, revision: made.revision };
}

/** The plan goes on; it is what it is then. */
export async function act(stage: Stage, { path }: Plan, what: 'check' | 'release' | 'undo'): Promise<void> {
  const { revision } = await stage.world.clients[0].get<Thing>('GET', path, { as: administrator(stage) });
  const as = what === 'check' ? administrator(stage) : releaser(stage);
  await stage.post(`${path}/${what}`, undefined, as, revision);
}
