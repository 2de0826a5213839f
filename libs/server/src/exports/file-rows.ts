import type { LocalizedText } from '@querraum/workflow';
import type { ExportVersions, Party, ProjectDetail } from '@querraum/contracts';
import type { ActorTransaction } from '../platform';
import { openFile, getProject, projectDetail, type HistoryBody } from '../projects';

/** A version of a document, and where its bytes lie. */
export interface VersionRow {
  number: number;
  sha256: string;
  size: number;
  mediaType: string;
  fileName: string;
  storageKey: string;
  authorName: string;
  createdAt: Date;
}
export interface DocumentRow {
  id: string;
  title: string;
  kind: LocalizedText | null;
  state: 'current' | 'replaced' | 'withdrawn';
  stateReason: string | null;
  createdAt: Date;
  versions: VersionRow[];
}
/** An entry of the chain with everything that its hashes are made of. */
export interface ChainRow {
  seq: number;
  at: Date;
  actor: string | null;
  action: string;
  bodyHash: string;
  prevHash: string | null;
  hash: string;
  /** `null`, as is the body, where the words were deleted by rule. */
  salt: string | null;
  body: HistoryBody | null;
}
export interface TaskRow {
  id: string;
  kind: string;
  name: LocalizedText;
  documentTitle: string;
  unitName: string;
  ownerName: string | null;
  status: 'waiting' | 'open' | 'done' | 'cancelled';
  openedAt: Date;
  dueEnd: Date | null;
  doneAt: Date | null;
  remindedAt: Date | null;
  escalated: boolean;
}
export interface DecisionRow {
  runId: string;
  number: number;
  documentTitle: string | null;
  type: string;
  unitName: string | null;
  personName: string | null;
  capacity: string | null;
  onBehalfOfName: string | null;
  paperNumber: number;
  paperSha256: string;
  data: unknown;
  at: Date;
}

/** What of a project goes into an export; instants as the database has them. */
export interface FileRows {
  tenantId: string;
  project: Pick<ProjectDetail, 'id' | 'reference' | 'title' | 'description' | 'state' | 'kind' | 'fields' | 'areas'> & {
    leadUnitName: string;
    createdAt: string;
    createdBy: string;
    parties: Party[];
  };
  documents: DocumentRow[];
  chain: ChainRow[];
  tasks: TaskRow[];
  decisions: DecisionRow[];
  /** Names of the units that the history speaks of by id. */
  unitNames: Map<string, string>;
}

const DOCUMENTS = `select d.id, d.title, k.name as kind, d.state, d.state_reason as "stateReason", d.created_at as "createdAt"
  from document d left join document_kind k on k.key = d.kind where d.project_id = $1 order by d.created_at, d.id`;
const VERSIONS = `select v.document_id as "documentId", v.number, v.sha256, v.size::float8 as size, v.media_type as "mediaType",
    v.file_name as "fileName", v.storage_key as "storageKey", v.author_name as "authorName", v.created_at as "createdAt"
  from document_version v where v.project_id = $1
    and ($2 or not exists (select 1 from document_version n where n.tenant_id = v.tenant_id and n.document_id = v.document_id and n.number > v.number))
  order by v.document_id, v.number`;
const CHAIN = `select e.seq::float8 as seq, e.at, e.actor, e.action, encode(e.body_hash, 'hex') as "bodyHash",
    encode(e.prev_hash, 'hex') as "prevHash", encode(e.hash, 'hex') as hash, encode(b.salt, 'hex') as salt, b.body
  from audit_entry e left join audit_body b on b.tenant_id = e.tenant_id and b.chain = e.chain and b.seq = e.seq
  where e.tenant_id = $1 and e.chain = $2 order by e.seq`;
const TASKS = `select id, kind, name, document_title as "documentTitle", unit_name as "unitName", owner_name as "ownerName", status,
    opened_at as "openedAt", due_end as "dueEnd", done_at as "doneAt", reminded_at as "remindedAt", escalated
  from task where project_id = $1 order by opened_at, id`;
const DECISIONS = `select d.run_id as "runId", d.number, d.type, u.name as "unitName", p.name as "personName", d.capacity,
    b.name as "onBehalfOfName", d.paper_number as "paperNumber", d.paper_sha256 as "paperSha256", d.data, d.at,
    (select t.document_title from task t where t.run_id = d.run_id limit 1) as "documentTitle"
  from decision d
  left join org_unit u on u.id = d.unit_id
  left join person p on p.id = d.person_id
  left join person b on b.id = d.on_behalf_of
  where d.project_id = $1 order by d.at, d.run_id, d.number`;
const UNIT_NAMES = 'select id, name from org_unit where id = any ($1::uuid[])';

/** With the eyes of the person of this transaction; `notFound` for a file that they do not see. */
export async function readFile(tx: ActorTransaction, projectId: string, versions: ExportVersions): Promise<FileRows> {
  const project = await getProject(tx, projectId);
  await openFile(tx, projectId);
  const detail = await projectDetail(tx, project);
  const found = await tx.rows<FoundVersion>(VERSIONS, [projectId, versions === 'all']);
  const documents = await tx.rows<Omit<DocumentRow, 'versions'>>(DOCUMENTS, [projectId]);
  const chain = await tx.rows<ChainRow>(CHAIN, [project.tenantId, projectId]);
  const units = await tx.rows<{ id: string; name: string }>(UNIT_NAMES, [unitIdsIn(chain)]);
  const { id, reference, title, description, state, kind, fields, areas, createdBy, createdAt, parties } = detail;
  return {
    tenantId: project.tenantId,
    project: {
      ...{ id, reference, title, description, state, kind, fields, areas, createdBy, createdAt, parties },
      leadUnitName: project.leadUnitName,
    },
    documents: withVersions(documents, found),
    chain,
    tasks: await tx.rows<TaskRow>(TASKS, [projectId]),
    decisions: await tx.rows<DecisionRow>(DECISIONS, [projectId]),
    unitNames: new Map(units.map((unit) => [unit.id, unit.name])),
  };
}

type FoundVersion = VersionRow & { documentId: string };

/** Both in the order in which they come. */
export function withVersions(documents: Omit<DocumentRow, 'versions'>[], found: FoundVersion[]): DocumentRow[] {
  const byDocument = Map.groupBy(found, ({ documentId }) => documentId);
  return documents.map((document) => ({
    ...document,
    versions: (byDocument.get(document.id) ?? []).map(({ documentId: _, ...version }) => version),
  }));
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const unitIdsIn = (chain: ChainRow[]): string[] => [
  ...new Set(
    chain.flatMap(({ body }) =>
      Object.entries(body?.data ?? {}).flatMap(([key, value]) =>
        /unitId$/i.test(key) && typeof value === 'string' && UUID.test(value) ? value : [],
      ),
    ),
  ),
];
