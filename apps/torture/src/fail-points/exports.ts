import type { Person } from '../people.ts';
import { newReader } from './digests.ts';
import type { Stage } from './stage.ts';

export const wholeFile = (projectId: string) => ({ of: { what: 'project', projectId } });

/** Of this project, or of a new one with one document; each for somebody else, because two at once are the most that one person may have. */
export async function newExport(stage: Stage, projectId?: string): Promise<{ id: string; person: Person }> {
  const person = await newReader(stage, stage.unit('SPK'));
  const body = wholeFile(projectId ?? (await stage.document()).projectId);
  const { id } = await stage.post('/exports', body, person);
  return { id, person };
}
