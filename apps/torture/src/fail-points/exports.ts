import type { Person } from '../people.ts';
import { newReader } from './digests.ts';
import type { Stage } from './stage.ts';

/** Of a project with one document. */
export const wholeFile = async (stage: Stage) => ({
  of: { what: 'project', projectId: (await stage.document()).projectId },
});

/** Each for somebody else, because two at once are the most that one person may have. */
export async function newExport(stage: Stage): Promise<{ id: string; person: Person }> {
  const person = await newReader(stage, stage.unit('SPK'));
  const { id } = await stage.post('/exports', await wholeFile(stage), person);
  return { id, person };
}
