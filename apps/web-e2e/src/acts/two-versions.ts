import type { ProcedureDraft, ProcedureSummary } from '@querraum/contracts';
import type { World } from '../machine/journey.ts';
import { ADMIN, SECOND_ADMIN } from './cast.ts';
import { Prepared } from './prepared.ts';

export const CHANGING = { de: 'Mitzeichnung zum Umstellen', en: 'Co-signature to be moved' } as const;

interface Changing {
  id: string;
  running: Prepared[];
}

/** A procedure of its own with two versions, by whose first one some projects run; the second gives 12 Arbeitstage. */
export async function twoVersions(world: World, titles: string[]): Promise<Changing> {
  const admin = await world.named(ADMIN);
  const second = await world.named(SECOND_ADMIN.username);
  const known = await admin.ask<{ items: ProcedureSummary[] }>('GET', '/procedures');
  let id = known.items.find(({ name }) => name.de === CHANGING.de)?.id;
  if (id === undefined) {
    const copy = { act: 'copy', template: 'co-signature-of-participants', name: CHANGING };
    id = (await admin.ask<{ id: string }>('POST', '/procedures', copy)).id;
    await second.ask('POST', `/procedures/${id}/versions`, {}, 1);
  }
  const running: Prepared[] = [];
  for (const title of titles) running.push(await Prepared.running(world, title, 'Konzept zur Umstellung', CHANGING.de));
  if ((await admin.ask<ProcedureSummary>('GET', `/procedures/${id}`)).version === 1) {
    const draft = await admin.ask<ProcedureDraft>('POST', `/procedures/${id}/draft`);
    const nodes = draft.edit.nodes.map((node) =>
      node.type === 'coSignatureRound' && node.period ? { ...node, period: { ...node.period, length: 12 } } : node,
    );
    const edited = { ...draft.edit, nodes };
    const saved = await admin.ask<ProcedureDraft>('PUT', `/procedures/${id}/draft`, edited, draft.revision);
    await second.ask('POST', `/procedures/${id}/versions`, {}, saved.revision);
  }
  return { id, running };
}
