/** Pages that are open before sign-in; the foot names them everywhere. */
export const LEGAL_PAGES = [
  { path: 'impressum', title: 'title.imprint' },
  { path: 'datenschutz', title: 'title.privacy' },
  { path: 'barrierefreiheit', title: 'title.accessibility' },
  { path: 'barriere-melden', title: 'title.barrier' },
  { path: 'protokollierung', title: 'title.logging' },
] as const;

export const isLegalPage = (path: string): boolean => LEGAL_PAGES.some((page) => path === `/${page.path}`);
