import { randomUUID } from 'node:crypto';
import type { ActorTransaction } from '../platform';
import type { ExportRecord } from './export-record';
import { chainNameOf, fileContents, folderOf } from './file-contents';
import { readFile } from './file-rows';
import { manifestContents } from './manifest';
import type { PieceOrder } from './piece';
import { centralDirectory, type ZipEntry } from './zip';

interface BegunPiece {
  position: number;
  projectId: string | null;
}
interface ReadyPiece {
  position: number;
  projectId: string | null;
  size: number;
  entries: ZipEntry[];
}

/** As it is before anybody has taken it, with the bytes of the documents that go into it. */
type OpenOrder = Omit<PieceOrder, 'leasedUntil'> & { bytes: number };

/** What is to be made of a piece. `skip`: its file is no longer seen; `nothing`: there is no other piece to tell of. */
export async function orderOf(
  tx: ActorTransaction,
  row: ExportRecord,
  piece: BegunPiece,
): Promise<OpenOrder | 'skip' | 'nothing'> {
  const made = tx.now;
  const common = {
    ...{ exportId: row.id, position: piece.position, storageKey: randomUUID(), made, bytes: 0 },
    end: () => Buffer.alloc(0),
  };
  if (piece.projectId === null) return contentsOrder(tx, row, common);
  const seen = await tx.rows<{ seen: boolean }>('select app.sees_file($1) as seen', [piece.projectId]);
  if (!seen[0]?.seen) return 'skip';
  const file = await readFile(tx, piece.projectId, row.versions);
  const place = { folder: folderOf(piece.position, file.project), made, language: row.language };
  return {
    ...common,
    bytes: file.documents.flatMap(({ versions }) => versions).reduce((sum, { size }) => sum + size, 0),
    contents: (store) => fileContents(file, place, ({ storageKey, sha256 }) => store.read(storageKey, sha256)),
  };
}

/** The last piece: what all the others hold. */
async function contentsOrder(
  tx: ActorTransaction,
  row: ExportRecord,
  common: Omit<OpenOrder, 'contents'>,
): Promise<OpenOrder | 'nothing'> {
  const pieces = await tx.rows<ReadyPiece>(
    `select position, project_id as "projectId", size::float8 as size, entries from export_piece
     where export_id = $1 and state = 'done' order by position`,
    [row.id],
  );
  if (pieces.length === 0) return 'nothing';
  const folder = ({ entries }: ReadyPiece) => entries[0]?.name.split('/')[0] ?? '';
  const manifest = {
    ...{
      exportId: row.id,
      madeFor: tx.actor.name,
      madeAt: common.made,
      versions: row.versions,
      language: row.language,
    },
    projects: pieces.map((piece) => ({
      ...{ id: piece.projectId ?? '', folder: folder(piece) },
      chain: `${folder(piece)}/${chainNameOf(row.language)}`,
    })),
    skipped: row.skipped,
    files: pieces.flatMap(({ entries }) => entries),
  };
  return {
    ...common,
    contents: () => manifestContents(manifest),
    end: (own) => centralDirectory(pieces, own, common.made),
  };
}
