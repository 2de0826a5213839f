import { spawnSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { inflateRawSync } from 'node:zlib';
import { bytesOfBuffer } from '../documents/bytes';
import { readZipDirectory } from '../documents/zip-directory';
import { centralDirectory, zipPiece, ZipTooLarge, type ZipContent, type ZipEntry } from './zip';

const AT = new Date('2031-06-02T09:41:00Z');
const LARGE = randomBytes(700_000);
const FIRST: ZipContent[] = [
  { name: 'SPK 1-2031/Übersicht.txt', bytes: () => Readable.from([Buffer.from('Straße\n'.repeat(2000))]) },
  { name: 'SPK 1-2031/leer.csv', bytes: () => Readable.from([]) },
];
const SECOND: ZipContent[] = [
  {
    name: 'SPK 2-2031/bild.png',
    isPacked: true,
    bytes: async () => Readable.from([LARGE.subarray(0, 5), LARGE.subarray(5)]),
  },
];

async function piece(contents: ZipContent[]): Promise<{ bytes: Buffer; size: number; entries: ZipEntry[] }> {
  const entries: ZipEntry[] = [];
  const chunks: Buffer[] = [];
  for await (const chunk of zipPiece(contents, AT, entries)) chunks.push(chunk);
  const bytes = Buffer.concat(chunks);
  return { bytes, size: bytes.length, entries };
}

async function archive(): Promise<Buffer> {
  const [one, two] = [await piece(FIRST), await piece(SECOND)];
  const last = await piece([{ name: 'manifest.json', bytes: () => Readable.from([Buffer.from('{}')]) }]);
  return Buffer.concat([one.bytes, two.bytes, last.bytes, centralDirectory([one, two], last, AT)]);
}

describe('a ZIP archive that is written in pieces', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'querraum-zip-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  it('is one that a strict reader takes, with every byte', async () => {
    const bytes = await archive();
    const entries = await readZipDirectory(bytesOfBuffer(bytes));
    expect([...entries.keys()]).toEqual([
      'SPK 1-2031/Übersicht.txt',
      'SPK 1-2031/leer.csv',
      'SPK 2-2031/bild.png',
      'manifest.json',
    ]);
    const unpacked = [...entries.values()].map(({ start, packed }) =>
      inflateRawSync(bytes.subarray(start, start + packed)),
    );
    expect(unpacked[0]?.toString()).toBe('Straße\n'.repeat(2000));
    expect(unpacked[1]).toHaveLength(0);
    expect(unpacked[2]?.equals(LARGE)).toBe(true);
  });

  it('passes the test of unzip, where that is installed', async () => {
    const file = join(folder, 'archive.zip');
    await writeFile(file, await archive());
    const { error, status, stdout } = spawnSync('unzip', ['-t', file], { encoding: 'utf8' });
    if (error) return expect(error).toMatchObject({ code: 'ENOENT' });
    expect({ status, stdout }).toMatchObject({ status: 0, stdout: expect.stringContaining('No errors detected') });
    const { status: left } = spawnSync('unzip', ['-q', file, '-d', folder]);
    expect(left).toBe(0);
    expect((await readFile(join(folder, 'SPK 2-2031/bild.png'))).equals(LARGE)).toBe(true);
  });

  it('says of each entry how long it is and what its hash is', async () => {
    const { entries } = await piece(SECOND);
    expect(entries).toMatchObject([
      { at: 0, size: LARGE.length, sha256: createHash('sha256').update(LARGE).digest('hex') },
    ]);
  });

  it('is refused where the format cannot say how large it is', () => {
    const own = { size: 0, entries: [] };
    expect(() => centralDirectory([{ size: 2 ** 32, entries: [] }], own, AT)).toThrow(ZipTooLarge);
  });
});
