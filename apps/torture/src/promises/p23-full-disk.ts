import { createHash, randomUUID } from 'node:crypto';
import { cpSync, readdirSync } from 'node:fs';
import { Client } from '../client.ts';
import { type SmallDisk, smallDisk } from '../machine/small-disk.ts';
import { first, type Verdict, type World } from '../world.ts';

const UPLOADS = 8;
/** Two of them fit on the disk when it is not full, and none when it is. */
const BYTES = 150 * 1024;
/** What is written down of a document. */
const ROWS = `select (select count(*) from document d where d.project_id = $1)
  + (select count(*) from document_version v join document d on d.id = v.document_id where d.project_id = $1)
  + (select count(*) from audit_entry e where e.chain = $1 and e.action like 'document%') as n`;

interface Sent {
  key: string;
  form: () => FormData;
}

/**
 * P23: without room for documents an upload is refused in words, several at once too, and leaves neither a row nor a piece of
 * a file; what else is done goes on, and when there is room again the same requests go through.
 */
export async function fullDiskRefuses(world: World): Promise<Verdict> {
  const { product, history, house } = world;
  const broken: string[] = [];
  const disk = smallDisk(product.documents, () => api);
  const api = await product.another('api', 'api-small-disk', { env: { DOCUMENT_STORE: disk.folder } });
  api.start();
  await api.untilReady();
  const client = new Client(api, product.issuer, history);
  const as = first(house.leads);
  const body = { title: 'Voll', areas: [{ key: '013008' }], leadUnitId: house.unitId.SPK };
  const { id } = await client.get<{ id: string }>('POST', '/projects', { as, body });
  const path = `/projects/${id}/documents`;
  const rows = async () => Number((await product.database.one<{ n: string }>(ROWS, [id])).n);
  const upload = ({ key, form }: Sent) => client.ask<Answered>('POST', path, { as, key, form });
  const before = { rows: await rows(), files: filesOf(disk) };

  disk.fill();
  const sent = Array.from({ length: UPLOADS }, (_, index) => uploadOf(index));
  const refusals = await Promise.all(sent.map(upload));
  const told = refusals.filter(({ status, body: { code, detail } }) => status === 503 && code !== undefined && detail);
  if (told.length < UPLOADS) broken.push(`with no room: ${refusals.map(inShort).join(', ')}`);
  const left = { rows: await rows(), files: filesOf(disk) };
  if (left.rows !== before.rows) broken.push(`${left.rows - before.rows} rows of documents that nobody has`);
  const pieces = left.files.filter((file) => !before.files.includes(file) && !file.endsWith('filler'));
  if (pieces.length > 0) broken.push(`left on the disk: ${pieces.join(', ')}`);
  await client.get('POST', `/projects/${id}/closing`, { as, body: { note: 'Es geht weiter' } });
  await client.get('POST', `/projects/${id}/reopening`, { as, body: { reason: 'Es geht weiter' } });

  disk.makeRoom();
  const [again] = sent;
  const kept = again && (await upload(again));
  if (kept?.status !== 201) broken.push(`with room again: ${kept && inShort(kept)}`);
  const versions = await product.database.rows<{ sha256: string }>(
    `select v.sha256 from document_version v join document d on d.id = v.document_id
     where d.project_id = $1`,
    [id],
  );
  if (versions.length !== 1 || versions[0]?.sha256 !== again?.sha256)
    broken.push(`kept: ${JSON.stringify(versions)} instead of ${again?.sha256}`);

  await api.kill();
  // Where the others look for them.
  cpSync(disk.folder, product.documents, { recursive: true });
  disk.close();
  return {
    figures:
      `${UPLOADS} uploads at once onto ${disk.how}: ${told.length} refused in words, ` +
      `${left.rows - before.rows} rows and ${pieces.length} pieces of files left; other commands go on, and with room the same request is answered with ${kept?.status}`,
    broken,
  };
}

interface Answered {
  code?: string;
  detail?: string;
}

const inShort = ({ status, body }: { status: number; body: Answered }) =>
  `${status} ${body.code ?? ''} ${status === 503 ? '' : JSON.stringify(body)}`.trim();

function uploadOf(index: number) {
  const content = Buffer.alloc(BYTES, `Seite ${index} `);
  return {
    key: randomUUID(),
    sha256: createHash('sha256').update(content).digest('hex'),
    form: () => {
      const data = new FormData();
      data.append('title', `Papier ${index}`);
      data.append('file', new Blob([content], { type: 'text/plain' }), 'papier.txt');
      return data;
    },
  };
}

const filesOf = ({ folder }: SmallDisk): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ name }) => name);
