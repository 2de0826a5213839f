import type { Stage } from './stage.ts';

interface Cycle {
  revision: number;
}
const MILESTONE = (stage: Stage) => ({ name: 'Auftakt', day: '2031-04-10', unitId: stage.unit('SPK') });

/** With something in it that the next one begins with. */
export async function projectToRenew(stage: Stage): Promise<string> {
  const { projectId } = await stage.document();
  await stage.post(`/projects/${projectId}/milestones`, MILESTONE(stage));
  return projectId;
}

/** The project is written anew on this day and every two years from then on. */
export const setCycle = (stage: Stage, projectId: string, nextOn: string): Promise<Cycle> =>
  stage.world.clients[0].get<Cycle>('PUT', `/projects/${projectId}/cycle`, {
    as: stage.lead,
    revision: 0,
    body: everyTwoYears(nextOn),
  });

export const everyTwoYears = (nextOn: string) => ({ nextOn, months: 24, remindMonths: 0 });
