import type { IconName } from '../../ui/icon';

interface ProjectPage {
  /** Below `/vorhaben/:id`. */
  path: string;
  label: string;
  icon: IconName;
  /** Open to those who see the head of the project alone, see ProjectDetail.seesFile; every other page is the file's. */
  ofHead?: true;
}

/** The pages of a project in the order of its navigation; each stands as a child route in routes.ts. */
export const PROJECT_PAGES: readonly ProjectPage[] = [
  { path: '', label: 'projectPages.overview', icon: 'overview' },
  { path: 'aufgaben', label: 'projectPages.assignments', icon: 'task', ofHead: true },
  { path: 'planung', label: 'projectPages.planning', icon: 'calendar' },
  { path: 'dokumente', label: 'projectPages.documents', icon: 'document' },
  { path: 'vermerke', label: 'projectPages.notes', icon: 'pen', ofHead: true },
  { path: 'verlauf', label: 'projectPages.timeline', icon: 'clock' },
  { path: 'akte', label: 'projectPages.file', icon: 'folder', ofHead: true },
];
