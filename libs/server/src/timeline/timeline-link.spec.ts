import { linkOf } from './timeline-link';

const RUN = '01926f00-0000-7000-8000-000000000001';
const THING = '01926f00-0000-7000-8000-000000000002';
const tasks = [
  { taskId: 'of-seat', runId: RUN, stepId: 'e1', seatId: 's1' },
  { taskId: 'of-step', runId: RUN, stepId: 'e2', seatId: null },
];

describe('the link of an entry', () => {
  it.each([
    ['run.seatAnswered', { runId: RUN, stepId: 'e1', seatId: 's1' }, { to: 'task', taskId: 'of-seat' }],
    ['run.taskCompleted', { runId: RUN, stepId: 'e2' }, { to: 'task', taskId: 'of-step' }],
    ['run.runStarted', { runId: RUN }, { to: 'run', runId: RUN }],
    ['document.versionAdded', { documentId: THING, number: 3 }, { to: 'document', documentId: THING, version: 3 }],
    ['document.withdrawn', { documentId: THING }, { to: 'document', documentId: THING, version: null }],
    ['assignment.answered', { assignmentId: THING }, { to: 'assignment', assignmentId: THING }],
    ['note.written', { noteId: THING }, { to: 'note', noteId: THING }],
    ['measure.changed', { measureId: THING }, { to: 'plan', kind: 'measure', id: THING }],
    ['phase.ended', {}, { to: 'plan', kind: 'phase', id: null }],
    ['handover.offered', { handoverId: THING }, { to: 'file' }],
    ['project.changed', { title: { from: 'a', to: 'b' } }, { to: 'project' }],
    ['document.versionAdded', {}, { to: 'project' }],
  ])('%s %j', (kind, data, link) => {
    expect(linkOf({ kind, data }, tasks)).toEqual(link);
  });
});
