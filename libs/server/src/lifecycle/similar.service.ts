import { Injectable } from '@nestjs/common';
import type { SimilarProject, SimilarQuery } from '@querraum/contracts';
import { requireAreas } from '../areas';
import { Transactions, type ActorTransaction, type Caller } from '../platform';
import { LAST_CHANGED_FIRST } from '../projects';
import { areaPaths, likeness, wordsOf } from './likeness';

/** More than these nobody reads before opening a project. */
const SHOWN = 6;
/** The newest ones that have anything in common with what is asked for. */
const LOOKED_AT = 300;

type Candidate = SimilarProject['project'];

/** What the person sees already in the same areas, or under a like name, before one more project is opened. */
@Injectable()
export class SimilarService {
  constructor(private readonly transactions: Transactions) {}

  find(caller: Caller, { edition, areas = [], title }: SimilarQuery): Promise<SimilarProject[]> {
    return this.transactions.read(caller, async (tx) => {
      await requireAreas(
        tx,
        areas.map((key) => ({ edition, key })),
      );
      const words = wordsOf(title);
      const candidates = await findCandidates(tx, { edition, areas, words });
      return candidates
        .flatMap((project) => likeness(project, { areas, words }) ?? [])
        .sort((a, b) => b.score - a.score)
        .slice(0, SHOWN)
        .map(({ score: _, ...similar }) => similar);
    });
  }
}

/** The index of parties bounds the work to what is the person's own; row level security stands behind. */
function findCandidates(
  tx: ActorTransaction,
  { edition, areas, words }: { edition: string; areas: string[]; words: string[] },
): Promise<Candidate[]> {
  return tx.rows<Candidate>(
    `select p.id, p.reference, p.title, p.state,
       (select u.name from project_party l join org_unit u on u.tenant_id = l.unit_tenant_id and u.id = l.unit_id
        where l.project_id = p.id and l.role = 'LEAD' and l."until" is null) as "leadUnitName",
       coalesce((select jsonb_agg(jsonb_build_object('edition', n.edition, 'key', n.key, 'name', n.name, 'level', n.level)
         order by n.edition, n.key) from project_area a join area_unit n on n.edition = a.edition and n.key = a.area_key
         where a.tenant_id = p.tenant_id and a.project_id = p.id), '[]') as areas
     from (select distinct project_id from project_party where unit_id = any ($1::uuid[]) and "until" is null) mine
     join project p on p.id = mine.project_id
     where p.area_paths && $2::text[]
        or exists (select 1 from project_area a where a.tenant_id = p.tenant_id and a.project_id = p.id
          and a.edition = $3 and a.area_key = any ($4::text[]))
        or exists (select 1 from unnest($5::text[]) word where strpos(lower(p.title), word) > 0)
     order by ${LAST_CHANGED_FIRST} limit ${LOOKED_AT}`,
    [tx.actor.unitIds, areas.map((key) => `${edition}:${key}`), edition, areas.flatMap(areaPaths), words],
  );
}
