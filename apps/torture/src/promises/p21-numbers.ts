import { randomUUID } from 'node:crypto';
import { inParallel } from '../parallel.ts';
import { first, type Verdict, type World } from '../world.ts';

const PROJECTS = 1000;
const CLIENTS = 32;
const NUMBER = /^SPK (\d+)\/(\d{4})$/;

interface Opened {
  id: string;
  reference: string;
}

/**
 * P21: of the projects that are opened at once over both processes each gets the next Aktenzeichen, no number is missing
 * and none is given twice, although commands between them are refused late and others are sent a second time.
 */
export async function numbersWithoutGap(world: World): Promise<Verdict> {
  const { house, clients, random, product } = world;
  const as = first(house.leads);
  const before = await highest(world);
  const began = Date.now();
  let refused = 0;
  let repeated = 0;
  const projects = await inParallel(Array.from({ length: PROJECTS }), CLIENTS, async (_, index) => {
    const chance = random.apart(index);
    const [client, other] = chance.shuffled(clients);
    if (!client || !other) throw new Error('two clients');
    const body = { title: `Nummer ${index}`, areas: [{ key: '013008' }], leadUnitId: house.unitId.SPK };
    if (chance.chance(0.1)) {
      const unknown = { ...body, participants: [{ unitId: randomUUID(), involvement: 'TAKE_NOTE' }] };
      const answer = await client.insist('POST', '/projects', { as, body: unknown });
      if (answer.status === 422) refused += 1;
    }
    const key = randomUUID();
    const project = await client.get<Opened>('POST', '/projects', { as, key, body });
    if (chance.chance(0.1)) {
      const again = await other.get<Opened>('POST', '/projects', { as, key, body });
      if (again.reference === project.reference) repeated += 1;
    }
    return project;
  });
  const seconds = (Date.now() - began) / 1000;

  const numbers = projects.map(({ reference }) => Number(NUMBER.exec(reference)?.[1])).sort((a, b) => a - b);
  const broken = numbers.flatMap((number, index) => {
    const due = before + index + 1;
    return number === due ? [] : [`number ${due} is ${Number.isNaN(number) ? 'of another form' : number}`];
  });
  const [stored] = await product.database.rows<{ count: number }>(
    `select count(distinct reference)::int as count from project where id = any ($1)`,
    [projects.map(({ id }) => id)],
  );
  if (stored?.count !== PROJECTS) broken.push(`${stored?.count} different numbers are stored`);
  const rate = Math.round(PROJECTS / seconds);
  return {
    figures:
      `${PROJECTS} projects by ${CLIENTS} clients on 2 processes in ${seconds.toFixed(1)} s (${rate}/s), ` +
      `numbers ${numbers[0]} to ${numbers.at(-1)}, ${refused} refused, ${repeated} sent twice`,
    broken: broken.slice(0, 20),
  };
}

/** Of the year that the clock of the house shows: another promise may have moved it past a New Year, where the series begins anew. */
async function highest({ product }: World): Promise<number> {
  const [row] = await product.database.rows<{ last: number }>(
    `select coalesce(max((regexp_match(reference, '^SPK (\\d+)/'))[1]::int), 0) as last from project
     where reference ~ ('^SPK \\d+/' || extract(year from app.now() at time zone 'Europe/Berlin') || '$')`,
    [],
  );
  return row?.last ?? 0;
}
