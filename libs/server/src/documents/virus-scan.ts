import { createReadStream } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { DomainError, type Config } from '../platform';

const ANSWER_MS = 60_000;
const CHUNK_BYTES = 64 * 1024;
const LONGEST_ANSWER = 4_096;

export type ScanConfig = Pick<Config, 'VIRUS_SCAN'> & Partial<Pick<Config, 'CLAMD_ADDRESS'>>;

/**
 * Shows the file to the scanner of the house and returns when it finds nothing. A scanner that cannot be asked refuses the
 * upload: what nobody has looked at does not come in.
 */
export async function scanForViruses(path: string, { VIRUS_SCAN, CLAMD_ADDRESS }: ScanConfig): Promise<void> {
  if (VIRUS_SCAN === 'off' || !CLAMD_ADDRESS) return;
  const answer = await askClamd(CLAMD_ADDRESS, path).catch((cause: unknown) => {
    throw new DomainError('virusScannerAway', {}, {}, { cause });
  });
  if (/^stream: OK$/.test(answer)) return;
  const [, virus] = /^stream: (.+) FOUND$/.exec(answer) ?? [];
  if (virus === undefined) throw new DomainError('virusScannerAway');
  throw new DomainError('documentInfected', { virus: virus.slice(0, 100) });
}

/** `INSTREAM` of clamd: pieces with their length in front, an empty one at the end, then one line of answer. */
async function askClamd(address: string, path: string): Promise<string> {
  const socket = openSocket(address);
  socket.setTimeout(ANSWER_MS, () => socket.destroy(new Error('no answer')));
  const answer = readAnswer(socket);
  const sent = send(socket, path);
  // Where the scanner has seen enough it answers before everything is sent.
  sent.catch(() => undefined);
  try {
    return await answer;
  } finally {
    socket.destroy();
  }
}

/** `tcp://host:3310` or `unix:/run/clamav/clamd.ctl`. */
function openSocket(address: string): Socket {
  if (address.startsWith('unix:')) return connect(address.slice('unix:'.length));
  const { hostname, port } = new URL(address);
  return connect(Number(port || 3310), hostname.replace(/^\[|\]$/g, ''));
}

async function send(socket: Socket, path: string): Promise<void> {
  await write(socket, Buffer.from('zINSTREAM\0'));
  for await (const chunk of createReadStream(path, { highWaterMark: CHUNK_BYTES })) {
    const length = Buffer.alloc(4);
    length.writeUInt32BE((chunk as Buffer).length);
    await write(socket, Buffer.concat([length, chunk as Buffer]));
  }
  await write(socket, Buffer.alloc(4));
}

const write = (socket: Socket, bytes: Buffer): Promise<void> =>
  new Promise((resolve, reject) => socket.write(bytes, (error) => (error ? reject(error) : resolve())));

async function readAnswer(socket: Socket): Promise<string> {
  let text = '';
  for await (const chunk of socket) {
    text += String(chunk);
    if (text.includes('\0') || text.length > LONGEST_ANSWER) break;
  }
  if (!text.includes('\0')) throw new Error('the scanner broke off');
  return text.slice(0, text.indexOf('\0'));
}
