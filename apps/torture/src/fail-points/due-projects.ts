import type { Stage } from './stage.ts';

export const WAIVED = { answer: 'waived', words: 'Kein bleibender Wert' };
const PHASE = { name: 'Vorbereitung', from: '2031-03-01', to: '2031-05-31' };

/** As if the years were over for which it had to be kept. */
const yearsOver = (stage: Stage, id: string) =>
  stage.world.product.database.rows(`update project set retain_until = '2020-12-31' where id = $1`, [id]);

const offer = (stage: Stage, id: string) => stage.post(`/projects/${id}/retention/offer`, undefined);

/** The archive does not want it, and as if the days were over for which the house waits after that. */
async function waive(stage: Stage, id: string): Promise<void> {
  await stage.post(`/projects/${id}/retention/offer/answer`, WAIVED);
  const { database } = stage.world.product;
  await database.rows(`update archive_offer set deletable_on = '2021-01-01' where project_id = $1`, [id]);
}

const releaseNow = (stage: Stage, id: string) =>
  stage.post(`/retention/projects/${id}/release`, undefined, stage.world.house.administrator);

/** The whole way of a project that has been put away, until the second person has released its deletion. */
export async function release(stage: Stage, id: string): Promise<void> {
  await yearsOver(stage, id);
  await offer(stage, id);
  await waive(stage, id);
  await releaseNow(stage, id);
}

/** With a document and a plan; closed, put away, and due. */
export async function dueProject(stage: Stage): Promise<string> {
  const { projectId } = await stage.document();
  await stage.post(`/projects/${projectId}/phases`, PHASE);
  await stage.post(`/projects/${projectId}/closing`, { note: 'Erledigt' });
  await stage.post(`/projects/${projectId}/filing`, {});
  await yearsOver(stage, projectId);
  return projectId;
}

export async function offeredProject(stage: Stage): Promise<string> {
  const id = await dueProject(stage);
  await offer(stage, id);
  return id;
}

export async function deletableProject(stage: Stage): Promise<string> {
  const id = await offeredProject(stage);
  await waive(stage, id);
  return id;
}

export async function releasedProject(stage: Stage): Promise<string> {
  const id = await deletableProject(stage);
  await releaseNow(stage, id);
  return id;
}
