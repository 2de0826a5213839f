import { spawnSync } from 'node:child_process';
import {
  closeSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SealedCheckpoint } from '@querraum/server';
import { asFile, AuditFolder } from './audit-folder';

const sealed = {
  checkpoint: { version: 1, number: 7, epoch: 1, at: '2027-03-01T09:00:00.000Z', chains: 2, entries: 9, root: 'ab' },
  keyId: null,
  signature: null,
} as unknown as SealedCheckpoint;
const { name, text } = asFile(sealed);

describe('the folder of the audit', () => {
  let directory: string;
  let folder: AuditFolder;

  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'querraum-audit-folder-'));
    folder = new AuditFolder(directory);
  });
  afterEach(() => rmSync(directory, { recursive: true, force: true }));

  const file = () => join(directory, name);
  /** Many processes, each with its folder. */
  const writeTwentyTimes = () =>
    Promise.all(Array.from({ length: 20 }, () => new AuditFolder(directory).write(sealed)));
  const lies = () => ({ names: readdirSync(directory), text: readFileSync(file(), 'utf8') });

  it('has each note once, however many write it at once', async () => {
    await writeTwentyTimes();
    expect(lies()).toEqual({ names: [name], text });
    expect(statSync(file()).mode & 0o777).toBe(0o440);
  });

  it.each([0, 1, text.length - 1])('completes a note of which only %i characters were written', async (length) => {
    writeFileSync(file(), text.slice(0, length));
    await writeTwentyTimes();
    expect(lies()).toEqual({ names: [name], text });
  });

  it('leaves what says something else as it is', async () => {
    writeFileSync(file(), text.replace('"number": 7', '"number": 8'));
    const before = lies();
    await expect(folder.write(sealed)).rejects.toThrow('says something else than the database');
    expect(lies()).toEqual(before);
  });

  it('is looked for only when something is written, and never made where its share is away', async () => {
    const onShare = new AuditFolder(join(directory, 'checkpoints'));
    await expect(onShare.write(sealed)).rejects.toMatchObject({ code: 'ENOENT' });
    expect(readdirSync(directory)).toEqual([]);
    mkdirSync(join(directory, 'checkpoints'));
    await onShare.write(sealed);
    expect(readFileSync(join(directory, 'checkpoints', name), 'utf8')).toBe(text);
  });

  it('takes one thread of the process and not all of them while its share hangs, and goes on afterwards', async () => {
    const late = new AuditFolder(directory, 2000);
    // Whoever opens a pipe waits until somebody opens its other end.
    spawnSync('mkfifo', [file()]);
    const answers = await Promise.allSettled(Array.from({ length: 8 }, () => late.write(sealed)));
    expect(answers.map(({ status }) => status)).toEqual(Array(8).fill('rejected'));
    expect(await readdir(directory)).toEqual([name]);
    closeSync(openSync(file(), 'w'));
    await late.write(sealed);
    expect(lies()).toEqual({ names: [name], text });
  });
});
