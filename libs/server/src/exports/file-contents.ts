import { Readable } from 'node:stream';
import { cleanFileName } from '../documents/file-name';
import { csvTable } from '../platform';
import { filePage } from './file-page';
import type { DocumentRow, FileRows, VersionRow } from './file-rows';
import { fileTables, type Language } from './file-tables';
import type { ZipContent } from './zip';

const NAMES = {
  de: { page: 'Akte.html', data: 'akte.json', chain: 'auditkette.json', documents: 'dokumente', version: 'Fassung' },
  en: { page: 'File.html', data: 'file.json', chain: 'audit-chain.json', documents: 'documents', version: 'version' },
} as const;

/** Already packed by their own format. */
const PACKED = /^(image\/(png|jpeg)|application\/(pdf|zip|vnd\.))/;

export const text = (name: string, content: string): ZipContent => ({
  name,
  bytes: () => Readable.from([Buffer.from(content)], { objectMode: false }),
});

/** The folder of a project: its place in the export, so that no two are the same, and its Aktenzeichen. */
export const folderOf = (position: number, { reference }: { reference: string }): string =>
  `${String(position).padStart(3, '0')} ${cleanFileName(reference.replace(/[/\\]/g, '-'))}`;

export const chainNameOf = (language: Language): string => NAMES[language].chain;

/**
 * What lies in the folder of a project: its documents, the same in JSON and in tables, a page for reading, and the chain of
 * its history with everything that `infra/audit/verify-export.mjs` needs.
 */
export function fileContents(
  file: FileRows,
  { folder, made, language }: { folder: string; made: Date; language: Language },
  read: (version: VersionRow) => Promise<Readable>,
): ZipContent[] {
  const names = NAMES[language];
  const places = placesOf(file.documents, language);
  const pathOf = (document: DocumentRow, version: VersionRow) =>
    `${names.documents}/${places.get(document.id) ?? document.id}/${names.version} ${version.number} ${cleanFileName(version.fileName)}`;
  const tables = fileTables(file, made, pathOf);
  return [
    text(`${folder}/${names.page}`, filePage(file, tables, made, language)),
    text(`${folder}/${names.data}`, dataOf(file, made, pathOf)),
    ...tables.map(({ name, columns, rows }) =>
      text(`${folder}/${name[language]}.csv`, csvTable(columns, rows as never[], language)),
    ),
    text(`${folder}/${names.chain}`, chainOf(file)),
    ...file.documents.flatMap((document) =>
      document.versions.map((version) => ({
        name: `${folder}/${pathOf(document, version)}`,
        isPacked: PACKED.test(version.mediaType),
        bytes: () => read(version),
      })),
    ),
  ];
}

const LONGEST_TITLE = 80;

/** The number in front tells documents of the same title apart. */
function placesOf(documents: DocumentRow[], language: Language): Map<string, string> {
  const digits = String(documents.length).length;
  return new Map(
    documents.map(({ id, title }, index) => {
      const number = String(index + 1).padStart(digits, '0');
      const name = cleanFileName(title).slice(0, LONGEST_TITLE).toWellFormed().replaceAll('\ufffd', '').trim();
      return [id, `${number} ${name || NAMES[language].documents}`];
    }),
  );
}

function dataOf(
  { project, documents, tasks, decisions }: FileRows,
  made: Date,
  pathOf: (document: DocumentRow, version: VersionRow) => string,
): string {
  const data = {
    format: 'querraum-file',
    version: 1,
    madeAt: made,
    project,
    documents: documents.map(({ versions, ...document }) => ({
      ...document,
      versions: versions.map(({ storageKey: _, ...version }) => ({
        ...version,
        path: pathOf({ ...document, versions }, { ...version, storageKey: '' }),
      })),
    })),
    decisions,
    tasks,
  };
  return `${JSON.stringify(data, null, 2)}\n`;
}

const chainOf = ({ tenantId, project, chain }: FileRows): string =>
  `${JSON.stringify({ format: 'querraum-audit-chain', version: 1, tenantId, chain: project.id, entries: chain }, null, 1)}\n`;
