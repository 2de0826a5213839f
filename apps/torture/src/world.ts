import type { Client } from './client.ts';
import type { History } from './history.ts';
import type { Product } from './machine/product.ts';
import { type House, OFFICES, type Office, type Person } from './people.ts';
import type { Random } from './random.ts';
import type { RedisWatch } from './redis-watch.ts';

/** What a promise is put to the test with. */
export interface World {
  product: Product;
  house: House;
  /** A client of each API process. */
  clients: [Client, Client];
  random: Random;
  quick: boolean;
  /** P3 strikes those alone whose name has one of these parts, separated by commas, but these at every point. */
  kinds?: string | undefined;
  /** What was sent, told and broken in this run: what the promises are judged by. */
  history: History;
  /** Hears what Redis is told, from the first command on; `undefined` where there is no Redis. */
  redisWatch: RedisWatch | undefined;
}

interface Step {
  id: string;
  type: string;
  open: boolean;
  seats?: { id: string; taskId: string; unit: { id: string }; answers: { words: string | null }[] }[];
  signers?: { taskId: string; state: string }[];
}
export interface Run {
  id: string;
  projectId: string;
  status: string;
  steps: Step[];
}

/** Words that stand in titles and documents and must never reach Redis. */
export const CANARY = 'Kanarienwort';

export const first = <T>(items: readonly T[]): T => {
  const [item] = items;
  if (item === undefined) throw new Error('nothing there');
  return item;
};

let procedureId: string | undefined;

/** The procedure that every run of the promises goes by. */
export async function procedureOf({ house, clients: [client] }: Pick<World, 'house' | 'clients'>): Promise<string> {
  const as = first(house.leads);
  procedureId ??= first((await client.get<{ items: { id: string }[] }>('GET', '/procedures', { as })).items).id;
  return procedureId;
}

/** A project with its paper and a running round, four open seats. */
export async function startRun({ house, clients }: World, number: number): Promise<Run> {
  const [client] = clients;
  const as = first(house.leads);
  const project = await client.get<{ id: string }>('POST', '/projects', {
    as,
    body: {
      title: `${CANARY} ${number}`,
      areas: [{ edition: '2021', key: '013008' }],
      leadUnitId: house.unitId.SPK,
      participants: OFFICES.map((code) => ({ unitId: house.unitId[code], involvement: 'CO_SIGNATURE' })),
    },
  });
  const form = () => {
    const data = new FormData();
    data.append('title', `${CANARY} Papier`);
    data.append('file', new Blob([`${CANARY} ${number}`], { type: 'text/plain' }), 'papier.txt');
    return data;
  };
  const document = await client.get<{ id: string }>('POST', `/projects/${project.id}/documents`, { as, form });
  const body = { procedureId: await procedureOf({ house, clients }), documentId: document.id };
  return client.get<Run>('POST', `/projects/${project.id}/runs`, { as, body });
}

export const people = (house: House, office: Office): Person[] => house.people[office];

export function taskOf(run: Run, house: House, office: Office): string {
  const seats = run.steps.flatMap((step) => step.seats ?? []);
  const seat = seats.find(({ unit }) => unit.id === house.unitId[office]);
  if (!seat) throw new Error(`no seat for ${office}`);
  return seat.taskId;
}

export async function claim(client: Client, taskId: string, as: Person): Promise<void> {
  await client.get('POST', `/tasks/${taskId}/claim`, { as });
}

export const approve = (client: Client, taskId: string, as: Person, key?: string) =>
  client.insist<Run & { code?: string }>('POST', `/tasks/${taskId}/answer`, {
    as,
    body: { kind: 'approve', version: 1 },
    ...(key !== undefined && { key }),
  });

export const getRun = ({ clients, house }: World, { id }: Run): Promise<Run> =>
  clients[0].get<Run>('GET', `/runs/${id}`, { as: first(house.leads) });

/** What a promise found: figures for its line, and whatever broke it. */
export interface Verdict {
  figures: string;
  broken: string[];
  /** What somebody who does not believe it wants to read. */
  proof?: string[];
}
