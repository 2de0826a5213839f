import { Readable } from 'node:stream';
import { text as textOf } from 'node:stream/consumers';
import { fileContents, folderOf } from './file-contents';
import { withVersions, type DocumentRow, type FileRows, type TaskRow, type VersionRow } from './file-rows';
import { standingOfFrist, told } from './file-tables';
import { manifestContents } from './manifest';
import type { ZipContent } from './zip';

const AT = new Date('2031-06-02T09:41:00Z');
const task = (over: Partial<TaskRow>): TaskRow => ({
  ...{ id: 't', kind: 'coSignature', name: { de: 'Mitzeichnen', en: 'Co-sign' }, documentTitle: 'Konzept' },
  ...{ unitName: 'Gesundheitsamt', ownerName: null, status: 'open', openedAt: AT, dueEnd: AT, doneAt: null },
  ...{ remindedAt: null, escalated: false, ...over },
});
const document = (id: string, title: string, fileName: string): DocumentRow => ({
  ...{ id, title, kind: null, state: 'current', stateReason: null, createdAt: AT },
  versions: [
    {
      ...{ number: 2, sha256: 'ab', size: 3, mediaType: 'text/plain', fileName, storageKey: id },
      ...{ authorName: 'Jonas Albrecht', createdAt: AT },
    },
  ],
});
const FILE: FileRows = {
  tenantId: 'house',
  project: {
    ...{
      id: 'p',
      reference: 'SPK 7/2031',
      title: 'Straße <script>',
      description: '',
      state: 'open',
      fields: [],
      areas: [],
    },
    kind: { id: 'k', code: 'VH', name: { de: 'Vorhaben', en: 'Project' } },
    ...{ leadUnitName: 'OE SPK', createdAt: AT.toISOString(), createdBy: 'Jonas Albrecht', parties: [] },
  },
  documents: [document('a', '../../Konzept', '..\\con.txt'), document('b', '../../Konzept', 'konzept.txt')],
  chain: [],
  tasks: [task({ id: 'later' }), task({ id: 'formula', name: { de: '=cmd()', en: '=cmd()' } })],
  decisions: [],
  unitNames: new Map(),
};
const words = async (contents: ZipContent[], ending: string): Promise<string> => {
  const found = contents.find(({ name }) => name.endsWith(ending));
  if (!found) throw new Error(`no ${ending}`);
  return textOf(await found.bytes());
};

describe('documents and their versions', () => {
  it('are brought together in one walk over each, however many there are', () => {
    const many = Array.from({ length: 5000 }, (_, number) => document(`d${number}`, 'Konzept', 'konzept.txt'));
    let reads = 0;
    const found = many.toReversed().flatMap(({ id, versions: [version] }) =>
      [1, 2].map((number) => ({
        ...(version as VersionRow),
        number,
        get documentId() {
          reads += 1;
          return id;
        },
      })),
    );
    const together = withVersions(many, found);
    expect(together.map(({ id }) => id)).toEqual(many.map(({ id }) => id));
    for (const { id, versions } of together)
      expect(versions).toMatchObject([1, 2].map((number) => ({ number, storageKey: id })));
    expect(together[0]?.versions[0]).not.toHaveProperty('documentId');
    expect(reads).toBeLessThanOrEqual(3 * found.length);
  });

  it('leave a document of which no version is asked for without any', () => {
    expect(withVersions([document('a', 'Konzept', 'konzept.txt')], [])).toMatchObject([{ id: 'a', versions: [] }]);
  });
});

describe('what lies in the folder of a project', () => {
  const contents = fileContents(FILE, { folder: folderOf(7, FILE.project), made: AT, language: 'de' }, async () =>
    Readable.from([Buffer.from('abc')]),
  );
  const names = contents.map(({ name }) => name);

  it('has names that no two share and none of which leaves the folder', () => {
    expect(new Set(names.map((name) => name.toLowerCase())).size).toBe(names.length);
    expect(names.filter((name) => !name.startsWith('007 SPK 7-2031/') || name.split('/').includes('..'))).toEqual([]);
    expect(names.filter((name) => name.includes('dokumente/'))).toHaveLength(2);
  });

  it('shows no markup and no formula of what people have written', async () => {
    expect(await words(contents, 'Akte.html')).not.toContain('<script>');
    expect(await words(contents, 'aufgaben.csv')).toContain("'=cmd()");
  });

  it('says of each document where it lies, and nothing of where it lay', async () => {
    const data = await words(contents, 'akte.json');
    expect(data).not.toContain('storageKey');
    for (const { versions } of JSON.parse(data).documents)
      expect(names).toContain(`007 SPK 7-2031/${versions[0].path}`);
  });

  it.each([
    [{ status: 'cancelled' }, 'void'],
    [{ doneAt: AT, status: 'done' }, 'kept'],
    [{ doneAt: new Date(AT.getTime() + 1), status: 'done' }, 'missed'],
    [{}, 'running'],
  ] as const)('tells how a Frist with %j stands', (over, standing) => {
    expect(standingOfFrist({ ...task(over), dueEnd: AT }, AT)).toBe(standing);
  });

  it('tells an entry in words, with the names of units', () => {
    expect(
      told({ unitId: 'u', words: 'gut', due: { end: 1 }, name: { de: 'Eins', en: 'One' } }, new Map([['u', 'GES']])),
    ).toBe('unitId: GES; words: gut; due.end: 1; name: Eins');
  });
});

describe('the manifest of an export', () => {
  it('names every file by its hash, for machines and for sha256sum', async () => {
    const contents = manifestContents({
      ...{ exportId: 'e', madeFor: 'Jonas Albrecht', madeAt: AT, versions: 'all', language: 'en', skipped: 1 },
      projects: [{ id: 'p', folder: '001 X', chain: '001 X/audit-chain.json' }],
      files: [{ name: '001 X/File.html', size: 3, sha256: 'ab' }],
    });
    expect(JSON.parse(await words(contents, 'manifest.json'))).toMatchObject({
      ...{ format: 'querraum-export', exportId: 'e', skipped: 1 },
      files: [{ path: '001 X/File.html', size: 3, sha256: 'ab' }],
    });
    expect(await words(contents, 'SHA256SUMS')).toBe('ab  001 X/File.html\n');
    expect(await words(contents, 'README.txt')).toContain('1 projects are missing');
  });
});
