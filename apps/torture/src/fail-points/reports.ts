import type { Person } from '../people.ts';
import { newReader } from './digests.ts';
import type { Stage } from './stage.ts';

export interface Report {
  id: string;
  revision: number;
  /** To whom it belongs; each to somebody else, who may have a few. */
  owner: Person;
}

/** On Mondays at eight, of all that the reader sees; to somebody of the Gesundheitsamt, too. */
export const reportInput = (stage: Stage, hour = 8) => ({
  scope: { department: [], area: [], stage: [], unit: [] },
  rhythm: { every: 'week', weekday: 1, hour },
  state: 'active',
  recipientIds: [stage.person('GES').id],
});

export async function newReport(stage: Stage): Promise<Report> {
  const owner = await newReader(stage, stage.unit('SPK'));
  return { ...(await stage.post('/report-subscriptions', reportInput(stage), owner)), owner };
}
