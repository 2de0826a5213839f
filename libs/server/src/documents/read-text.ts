import { open } from 'node:fs/promises';
import { Worker } from 'node:worker_threads';
import { bytesOfFile, type Bytes } from './bytes';
import { readEntry } from './zip-content';
import { readZipDirectory } from './zip-directory';

/** More characters than two people would compare. */
const LIMIT_CHARACTERS = 1_000_000;
/** Of a text file; no character takes more than four bytes. */
const LIMIT_TEXT_BYTES = 4 * LIMIT_CHARACTERS;
const LARGEST_PART_BYTES = 40 * 1024 * 1024;
const DEADLINE_MS = 30_000;
const MEMORY_MB = 256;

export type TextStatus = 'ready' | 'unreadable';

export interface ReadText {
  status: TextStatus;
  text: string;
}

/** Where the thread's program lies, and how long it may take. */
export interface TextThread {
  program: string | URL;
  deadlineMs?: number;
}

const PARTS: Record<string, [kind: string, part: RegExp]> = {
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': ['openXml', /^word\/document\d*\.xml$/],
  'application/vnd.oasis.opendocument.text': ['openDocument', /^content\.xml$/],
};

/** Of which documents there is a text to compare. */
export const hasText = (mediaType: string): boolean =>
  mediaType.startsWith('text/') || mediaType === 'application/pdf' || mediaType in PARTS;

/**
 * The text of a document, one line for each paragraph. Whatever the file does to its reader, an answer comes: a thread
 * that takes too long or too much memory is ended, and the text is then called unreadable.
 */
export async function readText(
  path: string,
  { mediaType, size }: { mediaType: string; size: number },
  thread: TextThread,
): Promise<ReadText> {
  const file = await open(path, 'r');
  try {
    const bytes = bytesOfFile(file, size);
    return { status: 'ready', text: await readInThread(await taskOf(bytes, mediaType), thread) };
  } catch {
    // The file is as it is; nobody is helped by trying it again.
    return { status: 'unreadable', text: '' };
  } finally {
    await file.close();
  }
}

async function taskOf(bytes: Bytes, mediaType: string): Promise<{ kind: string; bytes: Buffer }> {
  if (mediaType.startsWith('text/'))
    return { kind: 'plain', bytes: beginning(await bytes.read(0, LIMIT_TEXT_BYTES + 1)) };
  if (mediaType === 'application/pdf') return { kind: 'pdf', bytes: await bytes.read(0, bytes.size) };
  const [kind = '', part = /^$/] = PARTS[mediaType] ?? [];
  const entries = await readZipDirectory(bytes);
  const name = [...entries.keys()].find((one) => part.test(one));
  const content = await readEntry(bytes, entries.get(name ?? ''), LARGEST_PART_BYTES);
  if (!content) throw new Error('no text');
  return { kind, bytes: content };
}

/** Cut where a letter ends. */
function beginning(bytes: Buffer): Buffer {
  let end = LIMIT_TEXT_BYTES;
  while (end > LIMIT_TEXT_BYTES - 4 && ((bytes[end] ?? 0) & 0xc0) === 0x80) end -= 1;
  return bytes.subarray(0, end);
}

function readInThread(
  task: { kind: string; bytes: Buffer },
  { program, deadlineMs = DEADLINE_MS }: TextThread,
): Promise<string> {
  const worker = new Worker(program, {
    workerData: { kind: task.kind, bytes: new Uint8Array(task.bytes), limit: LIMIT_CHARACTERS },
    resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB, maxYoungGenerationSizeMb: 32 },
    stdout: true,
    stderr: true,
    env: {},
  });
  return new Promise<string>((resolve, reject) => {
    const deadline = setTimeout(() => reject(new Error('too slow')), deadlineMs);
    worker.once('message', resolve).once('error', reject);
    worker.once('exit', () => {
      clearTimeout(deadline);
      reject(new Error('no answer'));
    });
  }).finally(() => void worker.terminate());
}
