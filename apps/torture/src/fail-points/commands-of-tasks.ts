import { type CommandKind, type Stage, textForm } from './stage.ts';

const reason = 'Nicht zuständig';

const order = (stage: Stage) => ({
  kind: 'statement',
  title: 'Stellungnahme',
  addressees: [{ unitId: stage.unit('GES') }],
  due: { workingDays: 5 },
  checklist: ['Plan lesen'],
});

interface Issued {
  groupId: string;
  assignments: { id: string }[];
}
const issued = (stage: Stage, projectId: string, more: object = {}) =>
  stage.post<Issued>(`/projects/${projectId}/assignments`, { ...order(stage), ...more });

/** A task by hand for the Gesundheitsamt, claimed and answered as far as is asked. */
async function given(stage: Stage, until: 'given' | 'claimed' | 'answered'): Promise<string> {
  const { id } = await stage.project();
  const task = (await issued(stage, id)).assignments[0]?.id ?? '';
  if (until !== 'given') await stage.post(`/tasks/${task}/claim`, undefined, stage.person('GES'));
  if (until === 'answered') await stage.post(`/assignments/${task}/answer`, ANSWER, stage.person('GES'));
  return task;
}

const ANSWER = { result: 'given', words: 'Einverstanden' };

const ofAddressee = (act: string, until: 'given' | 'claimed', body: (stage: Stage) => object): CommandKind => ({
  route: `POST /assignments/:id/${act}`,
  prepare: async (stage) => ({
    path: `/assignments/${await given(stage, until)}/${act}`,
    ask: { as: stage.person('GES'), body: body(stage) },
  }),
});

const ofIssuer = (act: string, until: 'given' | 'answered', revision: number, body: object): CommandKind => ({
  route: `POST /assignments/:id/${act}`,
  prepare: async (stage) => ({
    path: `/assignments/${await given(stage, until)}/${act}`,
    ask: { as: stage.lead, revision, body },
  }),
});

/** Tasks by hand. */
export const COMMANDS_OF_TASKS: CommandKind[] = [
  {
    route: 'POST /projects/:id/assignments',
    prepare: async (stage) => {
      const { id } = await stage.project();
      return { path: `/projects/${id}/assignments`, ask: { as: stage.lead, body: order(stage) } };
    },
  },
  {
    route: 'POST /tasks/:id/claim, by hand',
    prepare: async (stage) => ({
      path: `/tasks/${await given(stage, 'given')}/claim`,
      ask: { as: stage.person('GES') },
    }),
  },
  ofAddressee('answer', 'claimed', () => ANSWER),
  ofAddressee('decline', 'given', () => ({ reason })),
  ofAddressee('hand-over', 'given', (stage) => ({
    to: { unitId: stage.unit('GES'), personId: stage.person('GES').id },
  })),
  ofAddressee('checklist', 'given', () => ({ itemId: 1, done: true })),
  ofAddressee('sub-assignments', 'given', (stage) => ({
    ...order(stage),
    addressees: [{ unitId: stage.unit('JUG') }],
  })),
  ofIssuer('accept', 'answered', 3, {}),
  ofIssuer('send-back', 'answered', 3, { words: 'Bitte mit Zahlen' }),
  ofIssuer('take-back', 'given', 1, { reason }),
  ofIssuer('extend', 'given', 1, { lastDay: '2028-03-01', reason }),
  {
    route: 'POST /assignments/:id/documents',
    prepare: async (stage) => {
      const { id: documentId, projectId } = await stage.document();
      const task = (await issued(stage, projectId)).assignments[0]?.id;
      return { path: `/assignments/${task}/documents`, ask: { as: stage.lead, body: { documentId } } };
    },
  },
  {
    route: 'POST /assignments/:id/files',
    prepare: async (stage) => ({
      path: `/assignments/${await given(stage, 'given')}/files`,
      ask: { as: stage.person('GES'), form: textForm({ title: 'Anlage' }) },
    }),
  },
  {
    route: 'POST /assignments/:id/readdress',
    prepare: async (stage) => {
      const task = await given(stage, 'given');
      await stage.post(`/assignments/${task}/decline`, { reason }, stage.person('GES'));
      const ask = { as: stage.lead, revision: 2, body: { to: { unitId: stage.unit('JUG') } } };
      return { path: `/assignments/${task}/readdress`, ask };
    },
  },
  {
    route: 'POST /assignments/:id/dependencies',
    prepare: async (stage) => {
      const { id } = await stage.project();
      const [before, after] = [await issued(stage, id), await issued(stage, id)].map((one) => one.assignments[0]?.id);
      const ask = { as: stage.lead, revision: 1, body: { dependsOn: [before] } };
      return { path: `/assignments/${after}/dependencies`, ask };
    },
  },
  {
    route: 'POST /assignment-groups/:id/conclude',
    prepare: async (stage) => {
      const { id } = await stage.project();
      const { groupId, assignments } = await issued(stage, id);
      for (const { id: task } of assignments) {
        await stage.post(`/tasks/${task}/claim`, undefined, stage.person('GES'));
        await stage.post(`/assignments/${task}/answer`, ANSWER, stage.person('GES'));
        await stage.post(`/assignments/${task}/accept`, {}, stage.lead, 3);
      }
      const ask = { as: stage.lead, revision: 1, body: { words: 'Zusammengeführt' } };
      return { path: `/assignment-groups/${groupId}/conclude`, ask };
    },
  },
  {
    route: 'POST /assignment-groups/:id/stop-recurrence',
    prepare: async (stage) => {
      const { id } = await stage.project();
      const { groupId } = await issued(stage, id, { recurrence: { every: 'month', until: '2028-06-30' } });
      return { path: `/assignment-groups/${groupId}/stop-recurrence`, ask: { as: stage.lead, body: { reason } } };
    },
  },
];
