import { text } from './file-contents';
import type { Language } from './file-tables';
import { stamp } from './file-tables';
import type { ZipContent, ZipEntry } from './zip';

export interface Manifest {
  exportId: string;
  /** Who asked for it, and sees what is in it. */
  madeFor: string;
  madeAt: Date;
  versions: 'current' | 'all';
  language: Language;
  /** Where each lies, and the chain of its history. */
  projects: { id: string; folder: string; chain: string }[];
  /** Projects whose file the person no longer saw. */
  skipped: number;
  files: Pick<ZipEntry, 'name' | 'size' | 'sha256'>[];
}

const README = {
  de: ({ madeFor, madeAt, projects, skipped, versions }: Manifest) => `Auszug aus Querraum

Erstellt für ${madeFor}, Stand ${stamp(madeAt, 'de')}.
${projects.length} Vorhaben, ${versions === 'all' ? 'alle Fassungen der Dokumente' : 'jeweils die aktuelle Fassung der Dokumente'}.
${skipped > 0 ? `${skipped} Vorhaben fehlen, weil ihre Akte inzwischen nicht mehr einsehbar war.\n` : ''}
Der Auszug enthält, was diese Person beim Erstellen sehen durfte. Vermerke gehören nicht dazu.
Je Vorhaben: Akte.html zum Lesen, dieselben Angaben als CSV und JSON, die Dokumente und die Auditkette.

Prüfen, dass nichts verändert wurde:
  sha256sum -c SHA256SUMS
  node verify-export.mjs <dieser Ordner>     (liegt dem Quelltext von Querraum bei: infra/audit)
`,
  en: ({ madeFor, madeAt, projects, skipped, versions }: Manifest) => `Excerpt from Querraum

Made for ${madeFor}, as of ${stamp(madeAt, 'en')}.
${projects.length} projects, ${versions === 'all' ? 'all versions of the documents' : 'the current version of each document'}.
${skipped > 0 ? `${skipped} projects are missing, because their file could no longer be seen.\n` : ''}
The excerpt holds what this person was allowed to see when it was made. Notes are not part of it.
For each project: File.html for reading, the same as CSV and JSON, the documents, and the audit chain.

To see that nothing was changed:
  sha256sum -c SHA256SUMS
  node verify-export.mjs <this folder>       (comes with the source of Querraum: infra/audit)
`,
} as const satisfies Record<Language, (manifest: Manifest) => string>;
const README_NAME = { de: 'LIESMICH.txt', en: 'README.txt' } as const;

/** What the last piece of an export says of all the others: by hash, for machines and for `sha256sum -c`. */
export function manifestContents(manifest: Manifest): ZipContent[] {
  const { language, files, ...rest } = manifest;
  const listed = files.map(({ name, size, sha256 }) => ({ path: name, size, sha256 }));
  const data = { format: 'querraum-export', version: 1, ...rest, files: listed };
  return [
    text(README_NAME[language], README[language](manifest)),
    text('manifest.json', `${JSON.stringify(data, null, 2)}\n`),
    text('SHA256SUMS', files.map(({ name, sha256 }) => `${sha256}  ${name}\n`).join('')),
  ];
}
