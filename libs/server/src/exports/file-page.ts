import type { FileRows } from './file-rows';
import { stamp, type FileTable, type Language } from './file-tables';

const WORDS = {
  de: {
    reference: 'Aktenzeichen',
    kind: 'Art',
    lead: 'Federführung',
    state: 'Stand',
    open: 'offen',
    closed: 'abgeschlossen',
    opened: 'Angelegt',
    areas: 'Räume',
    parties: 'Beteiligt',
    made: 'Stand dieses Auszugs',
    empty: 'Keine Einträge.',
  },
  en: {
    reference: 'Reference',
    kind: 'Kind',
    lead: 'Lead',
    state: 'State',
    open: 'open',
    closed: 'closed',
    opened: 'Opened',
    areas: 'Areas',
    parties: 'Parties',
    made: 'As of',
    empty: 'No entries.',
  },
} as const;

/** Nothing is loaded from anywhere; it prints on A4. */
const STYLE = `body{font:1rem/1.5 system-ui,sans-serif;margin:2rem auto;max-width:75rem;padding:0 1rem;color:#171717;background:#fff}
table{border-collapse:collapse;width:100%;margin-bottom:2rem}caption{text-align:left;font-size:1.25rem;font-weight:600;padding:.5rem 0}
th,td{border:1px solid #767676;padding:.25rem .5rem;text-align:left;vertical-align:top;overflow-wrap:anywhere}
dt{font-weight:600}.scroll{overflow-x:auto}@media print{.scroll{overflow:visible}body{font-size:.75rem}}`;

/** The whole file as one page that any browser shows, without the network. */
export function filePage({ project }: FileRows, tables: FileTable[], made: Date, language: Language): string {
  const words = WORDS[language];
  const facts: [string, string][] = [
    [words.reference, project.reference],
    [words.kind, project.kind?.name[language] ?? ''],
    [words.lead, project.leadUnitName],
    [words.state, words[project.state]],
    [words.opened, `${stamp(project.createdAt, language)}, ${project.createdBy}`],
    [words.areas, project.areas.map(({ name, key }) => `${name} (${key})`).join(', ')],
    [words.parties, project.parties.map(({ unit }) => unit.name).join(', ')],
    [words.made, stamp(made, language)],
  ];
  const title = escaped(`${project.reference} ${project.title}`);
  return `<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<title>${title}</title><style>${STYLE}</style></head><body><main>
<h1>${title}</h1>
<p>${escaped(project.description)}</p>
<dl>${facts.map(([name, value]) => `<dt>${escaped(name)}</dt><dd>${escaped(value)}</dd>`).join('')}</dl>
${tables.map((one) => tableOf(one, language)).join('\n')}
</main></body></html>
`;
}

function tableOf({ heading, columns, rows }: FileTable, language: Language): string {
  const name = escaped(heading[language]);
  if (rows.length === 0) return `<h2>${name}</h2><p>${WORDS[language].empty}</p>`;
  const cells = (row: never) => columns.map(({ cell }) => `<td>${escaped(cell(row, language))}</td>`).join('');
  return `<div class="scroll" tabindex="0" role="region" aria-label="${name}"><table><caption>${name}</caption>
<thead><tr>${columns.map((column) => `<th scope="col">${escaped(column.name[language])}</th>`).join('')}</tr></thead>
<tbody>${(rows as never[]).map((row) => `<tr>${cells(row)}</tr>`).join('\n')}</tbody></table></div>`;
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const escaped = (text: string): string => text.replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? sign);
