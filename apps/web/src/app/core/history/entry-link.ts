import type { TimelineLink } from '@querraum/contracts';
import { PROJECT_PAGES } from '../project/project-pages';

/** Where a link of the history leads in the web app. */
export interface EntryLink {
  path: string[];
  queryParams?: Record<string, string>;
  fragment?: string;
}

/** Pages of a project by the kind of thing that is found there. */
const PAGE_OF = { document: 'dokumente', note: 'vermerke', plan: 'planung', file: 'akte' } as const;

/** The tab of the plan, as its address names it. */
const TAB_OF = {
  phase: 'zeit',
  milestone: 'zeit',
  measure: 'massnahmen',
  risk: 'risiken',
  resolution: 'beschluesse',
  citation: 'beschluesse',
  link: 'verbunden',
} as const satisfies Record<Extract<TimelineLink, { to: 'plan' }>['kind'], string>;

/** The page of a thing and its place there; a kind of thing that has no page of its own is found on the overview. */
export function entryLink(projectId: string, link: TimelineLink): EntryLink {
  switch (link.to) {
    case 'task':
      return { path: ['/aufgaben', link.taskId] };
    // A task by hand has the id of its row in the inbox.
    case 'assignment':
      return { path: ['/aufgaben', link.assignmentId] };
    case 'run':
      return { path: ['/vorhaben', projectId], fragment: `verfahren-${link.runId}` };
    case 'document':
      return onPage(projectId, PAGE_OF.document, link.documentId);
    case 'note':
      return onPage(projectId, PAGE_OF.note, `vermerk-${link.noteId}`);
    case 'plan':
      return { ...onPage(projectId, PAGE_OF.plan, null), queryParams: { teil: TAB_OF[link.kind] } };
    case 'file':
      return onPage(projectId, PAGE_OF.file, null);
    case 'project':
      return { path: ['/vorhaben', projectId] };
  }
}

function onPage(projectId: string, page: string, id: string | null): EntryLink {
  const path = PROJECT_PAGES.some((one) => one.path === page)
    ? ['/vorhaben', projectId, page]
    : ['/vorhaben', projectId];
  return { path, ...(id !== null && { fragment: id }) };
}
