import { recordHistory } from '@querraum/server';
import type { TestDatabase } from '@querraum/server/testing';
import { firstDifference, type RecordedHistory } from '@querraum/workflow';

const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const HASH = /^[0-9a-f]{64}$/;

/** Every text that stands anywhere in the value. */
function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

/** What must not be found in a recorded history of these runs: who took part, what they wrote, on which paper. */
async function canaries({ owner }: TestDatabase): Promise<string[]> {
  const read = async (sql: string): Promise<string[]> => textsIn(await owner.query(sql));
  const given = await read('select command from run_command');
  const noted = await read('select facts from run_command');
  const written = given.filter((text) => text.includes(' ') || HASH.test(text));
  const ids = [...given, ...noted].filter((text) => ID.test(text));
  const people = await read('select id, name, username from person');
  const units = await read('select id, name from org_unit');
  const file = await read(
    'select title, reference from project union all select title, media_type from document_version v join document d on d.id = v.document_id',
  );
  return [...new Set([...written, ...ids, ...people, ...units, ...file])].filter((text) => text.length > 5);
}

/** Every run that there is, recorded as an operator does it, with what is wrong with each. */
export async function recordEveryRun(
  database: TestDatabase,
): Promise<{ histories: RecordedHistory[]; wrong: string[] }> {
  const runs = (await database.owner.query('select id from run order by id')) as { id: string }[];
  const forbidden = await canaries(database);
  const histories: RecordedHistory[] = [];
  const wrong: string[] = [];
  for (const { id } of runs) {
    const history = await recordHistory(database.owner, id);
    const { bundle, versions, ...rest } = history;
    histories.push(history);
    const told = JSON.stringify(rest);
    const procedures = JSON.stringify([bundle, versions]);
    wrong.push(
      ...history.runs.flatMap((run) => firstDifference(history, run) ?? []),
      ...forbidden.filter((text) => told.includes(text)).map((text) => `${id} tells ${text}`),
      ...forbidden.filter((text) => ID.test(text) && procedures.includes(text)).map((text) => `${id} names ${text}`),
    );
  }
  return { histories, wrong };
}
