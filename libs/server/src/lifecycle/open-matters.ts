import type { OpenMatter } from '@querraum/contracts';
import type { LocalizedText } from '@querraum/workflow';
import type { Transaction } from '../platform';

interface Row {
  kind: OpenMatter['kind'];
  id: string;
  name: LocalizedText;
  unitId: string | null;
  unitName: string | null;
  dueEnd: Date | null;
}

const RUNS = `select 'run' as kind, r.id, v.bundle -> 'definition' -> 'name' as name,
    (r.waiting_for -> 0 -> 'unit' ->> 'id')::uuid as "unitId", r.waiting_for -> 0 -> 'unit' ->> 'name' as "unitName",
    (r.waiting_for -> 0 ->> 'dueEnd')::timestamptz as "dueEnd"
  from run r join procedure_version v on v.tenant_id = r.procedure_tenant_id and v.procedure_id = r.procedure_id
    and v.version = r.procedure_version
  where r.project_id = $1 and r.status = 'running' order by r.started_at, r.id`;

/** Seats of a later wave wait for their turn: they are not done either. */
const TASKS = `select 'task' as kind, t.id, t.name, t.unit_id as "unitId", t.unit_name as "unitName", t.due_end as "dueEnd"
  from task t join run r on r.id = t.run_id and r.status = 'running'
  where t.project_id = $1 and t.status in ('open', 'waiting') order by t.due_order, t.id`;

/** With whom it is: what was answered or declined waits for the unit that gave it. */
const ASSIGNMENTS = `select case when a.kind = 'question' then 'question' else 'assignment' end as kind, a.id,
    jsonb_build_object('de', a.title, 'en', a.title) as name,
    case when a.state in ('answered', 'declined') then a.issuing_unit_id else a.unit_id end as "unitId",
    case when a.state in ('answered', 'declined') then a.issuing_unit_name else a.unit_name end as "unitName",
    a.due_end as "dueEnd"
  from assignment a where a.project_id = $1 and a.state not in ('accepted', 'takenBack') order by a.due_order, a.id`;

/** Until the end of its last day. */
const MEASURES = `select 'measure' as kind, m.id, jsonb_build_object('de', m.title, 'en', m.title) as name,
    u.id as "unitId", u.name as "unitName", (m.to_day + 1)::timestamp at time zone 'Europe/Berlin' as "dueEnd"
  from measure m join org_unit u on u.tenant_id = m.lead_unit_tenant_id and u.id = m.lead_unit_id
  where m.project_id = $1 and m.state in ('planned', 'running') order by m.position, m.id`;

const OFFERS = `select 'handover' as kind, h.id,
    jsonb_build_object('de', 'Angebot der Federführung', 'en', 'Offer of the lead') as name,
    u.id as "unitId", u.name as "unitName", h.valid_until as "dueEnd"
  from lead_handover h join org_unit u on u.id = h.to_unit_id
  where h.project_id = $1 and h.state = 'offered' and (h.valid_until is null or h.valid_until > app.now())`;

/** What is not settled in a project: the list goes with the lead when it is handed over, and stands before its closing. */
const SOURCES = [RUNS, TASKS, ASSIGNMENTS, MEASURES, OFFERS];

export async function openMatters(tx: Transaction, projectId: string): Promise<OpenMatter[]> {
  const matters: OpenMatter[] = [];
  for (const source of SOURCES)
    for (const { unitId, unitName, dueEnd, ...matter } of await tx.rows<Row>(source, [projectId]))
      matters.push({
        ...matter,
        unit: unitId === null ? null : { id: unitId, name: unitName ?? '' },
        dueEnd: dueEnd?.toISOString() ?? null,
      });
  return matters;
}

const KINDS = {
  run: { de: 'Verfahren', en: 'procedure' },
  task: { de: 'Aufgabe im Verfahren', en: 'task of a procedure' },
  assignment: { de: 'Aufgabe', en: 'task' },
  question: { de: 'Rückfrage', en: 'question' },
  measure: { de: 'Maßnahme', en: 'measure' },
  handover: { de: 'Federführung', en: 'lead' },
} as const satisfies Record<OpenMatter['kind'], LocalizedText>;

/** As many are named in a refusal; the rest are counted, the page lists them all. */
const NAMED = 8;

export function mattersInWords(matters: OpenMatter[]): LocalizedText {
  const say = (language: 'de' | 'en'): string => {
    const named = matters.slice(0, NAMED).map(({ kind, name, unit }) => {
      const whose = unit === null ? '' : ` (${unit.name})`;
      return `${KINDS[kind][language]} „${name[language]}“${whose}`;
    });
    const more = matters.length - named.length;
    const rest = more === 0 ? [] : [language === 'de' ? `und ${more} weitere` : `and ${more} more`];
    return [...named, ...rest].join('; ');
  };
  return { de: say('de'), en: say('en') };
}
