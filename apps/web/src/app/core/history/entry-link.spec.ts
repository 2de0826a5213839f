import type { TimelineLink } from '@querraum/contracts';
import { entryLink } from './entry-link';

const PROJECT = 'p';
const ID = '01926f00-0000-7000-8000-000000000001';

describe('the way to what an entry tells of', () => {
  it.each<[TimelineLink, ReturnType<typeof entryLink>]>([
    [{ to: 'task', taskId: ID }, { path: ['/aufgaben', ID] }],
    [{ to: 'assignment', assignmentId: ID }, { path: ['/aufgaben', ID] }],
    [
      { to: 'run', runId: ID },
      { path: ['/vorhaben', PROJECT], fragment: `verfahren-${ID}` },
    ],
    [
      { to: 'note', noteId: ID },
      { path: ['/vorhaben', PROJECT, 'vermerke'], fragment: `vermerk-${ID}` },
    ],
    [
      { to: 'plan', kind: 'measure', id: ID },
      { path: ['/vorhaben', PROJECT, 'planung'], queryParams: { teil: 'massnahmen' } },
    ],
    [{ to: 'file' }, { path: ['/vorhaben', PROJECT, 'akte'] }],
    [{ to: 'project' }, { path: ['/vorhaben', PROJECT] }],
  ])('%j', (link, way) => {
    expect(entryLink(PROJECT, link)).toEqual(way);
  });
});
