import { randomUUID } from 'node:crypto';
import { hire, type Person } from '../people.ts';
import type { Stage } from './stage.ts';

interface Settings {
  revision: number;
  channels: Record<string, string>;
}

/** Everything that need not be told at once comes in one mail at eight. */
export async function digestChoice(stage: Stage, as: Person): Promise<{ as: Person; revision: number; body: object }> {
  const { revision, channels } = await stage.world.clients[0].get<Settings>('GET', '/me/notifications', { as });
  const collected = Object.fromEntries(Object.keys(channels).map((topic) => [topic, 'digest']));
  return { as, revision, body: { channels: collected, digest: { every: 'day', hour: 8 }, pausedWhileAway: true } };
}

/** Somebody with an address, whom nothing has been told yet. */
export const newReader = (stage: Stage, unitId: string): Promise<Person> => {
  const name = `Leserin ${randomUUID()}`;
  return hire(stage.world.product, { name, unitId, email: `${randomUUID()}@ba-mitte.example` });
};

/** Somebody of this unit who has chosen to be told by a digest. */
export async function digestReader(stage: Stage, unitId: string): Promise<Person> {
  const person = await newReader(stage, unitId);
  await stage.world.clients[0].get('PUT', '/me/notifications', await digestChoice(stage, person));
  return person;
}
