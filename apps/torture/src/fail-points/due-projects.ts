import type { Stage } from './stage.ts';

export const WAIVED = { answer: 'waived', words: 'Kein bleibender Wert' };
const PHASE = { name: 'Vorbereitung', from: '2031-03-01', to: '2031-05-31' };

/** With a document and a plan; closed, put away, and as if the years were over for which it had to be kept. */
export async function dueProject(stage: Stage): Promise<string> {
  const { projectId } = await stage.document();
  await stage.post(`/projects/${projectId}/phases`, PHASE);
  await stage.post(`/projects/${projectId}/closing`, { note: 'Erledigt' });
  await stage.post(`/projects/${projectId}/filing`, {});
  await stage.world.product.database.rows(`update project set retain_until = '2020-12-31' where id = $1`, [projectId]);
  return projectId;
}

export async function offeredProject(stage: Stage): Promise<string> {
  const id = await dueProject(stage);
  await stage.post(`/projects/${id}/retention/offer`, undefined);
  return id;
}

/** The archive does not want it, and as if the days were over for which the house waits after that. */
export async function deletableProject(stage: Stage): Promise<string> {
  const id = await offeredProject(stage);
  await stage.post(`/projects/${id}/retention/offer/answer`, WAIVED);
  await stage.world.product.database.rows(
    `update archive_offer set deletable_on = '2021-01-01' where project_id = $1`,
    [id],
  );
  return id;
}

export async function releasedProject(stage: Stage): Promise<string> {
  const id = await deletableProject(stage);
  await stage.post(`/retention/projects/${id}/release`, undefined, stage.world.house.administrator);
  return id;
}
