import { first, type Run } from '../world.ts';
import type { CommandKind, Prepared, Stage } from './stage.ts';

const reason = 'Das Gericht entscheidet zuerst';
const APPROVAL = { kind: 'approve', version: 1 };
const SIGNED = { result: 'signed', version: 1, acknowledged: [] };

/** What the lead does with a run in the round. */
const ofLead = (route: string, body: (stage: Stage, step: string) => object): CommandKind => ({
  route: `POST /runs/:id/${route}`,
  prepare: async (stage) => {
    const run = await stage.run();
    return { path: `/runs/${run.id}/${route}`, ask: { as: stage.lead, body: body(stage, stage.step(run)) } };
  },
});

const ofStep = (type: string, body: (stage: Stage, seat: string) => object): CommandKind => ({
  route: `POST /runs/:id/steps/:stepId/commands ${type}`,
  prepare: async (stage) => {
    const run = await stage.run();
    const command = { type, ...body(stage, stage.seat(run, 'JUG')) };
    return { path: `/runs/${run.id}/steps/${stage.step(run)}/commands`, ask: { as: stage.lead, body: command } };
  },
});

/** About an answer that the Gesundheitsamt has given. */
const ofAnswer = (type: string, given: object, by: 'GES' | 'lead', more: object = {}): CommandKind => ({
  route: `POST /runs/:id/steps/:stepId/commands ${type}`,
  prepare: async (stage) => {
    const run = await stage.run();
    await stage.post(`${await stage.claimed(run, 'GES')}/answer`, { version: 1, ...given }, stage.person('GES'));
    const as = by === 'GES' ? stage.person('GES') : stage.lead;
    const body = { type, seatId: stage.seat(run, 'GES'), ...more };
    return { path: `/runs/${run.id}/steps/${stage.step(run)}/commands`, ask: { as, body } };
  },
});
const REFUSAL = { kind: 'refuse', words: 'So nicht' };

const insertion = (stage: Stage, before: string) => ({
  ...{ before, name: 'Rechtsprüfung', unitId: stage.unit('GES'), reason },
});

export const COMMANDS_OF_RUNS: CommandKind[] = [
  {
    route: 'POST /projects/:id/runs',
    prepare: async (stage) => {
      const { id, projectId } = await stage.document(['GES', 'JUG', 'SOZ', 'STADT']);
      const body = { procedureId: await stage.procedure(), documentId: id };
      return { path: `/projects/${projectId}/runs`, ask: { as: stage.lead, body } };
    },
  },
  {
    route: 'POST /tasks/:id/claim',
    prepare: async (stage) => ({
      path: `${stage.task(await stage.run(), 'GES')}/claim`,
      ask: { as: stage.person('GES') },
    }),
  },
  {
    route: 'POST /tasks/:id/release',
    prepare: async (stage) => ({
      path: `${await stage.claimed(await stage.run(), 'GES')}/release`,
      ask: { as: stage.person('GES') },
    }),
  },
  { route: 'POST /tasks/:id/answer', prepare: (stage) => answer(stage, 'first') },
  { route: 'POST /tasks/:id/answer, the last', prepare: (stage) => answer(stage, 'last') },
  {
    route: 'POST /tasks/:id/signature',
    prepare: async (stage) => ({
      path: `${await stage.untilSignature()}/signature`,
      ask: { as: first(stage.world.house.signers), body: SIGNED },
    }),
  },
  {
    route: 'POST /tasks/:id/completion',
    prepare: async (stage) => {
      const run = await stage.run();
      await stage.post(`/runs/${run.id}/insertions`, insertion(stage, stage.step(run)));
      const task = await stage.openTask(run, 'task');
      await stage.post(`${task}/claim`, undefined, stage.person('GES'));
      return { path: `${task}/completion`, ask: { as: stage.person('GES'), body: {} } };
    },
  },
  ofStep('addSeat', (stage) => ({ unitId: stage.unit('SPK'), wave: 0, mandatory: false, reason })),
  ofStep('replaceSeat', (stage, seatId) => ({ seatId, unitId: stage.unit('SPK'), reason })),
  ofStep('extend', (_, seatId) => ({ seatId, lastDay: '2028-03-01', reason })),
  ofStep('cancel', () => ({ reason })),
  ofAnswer('withdraw', APPROVAL, 'GES', { reason }),
  ofAnswer('answerCondition', { kind: 'condition', words: 'Mit Zahlen' }, 'lead', { accept: false, words: reason }),
  ofAnswer('liftReservation', { kind: 'reserve', words: 'Haushalt' }, 'GES', { words: 'Geklärt' }),
  ofAnswer('showDissent', REFUSAL, 'lead'),
  ofAnswer('raiseDissent', REFUSAL, 'lead', { reason }),
  {
    route: 'POST /runs/:id/steps/:stepId/commands releaseSeat',
    prepare: async (stage) => {
      const run = await stage.run();
      const path = `/runs/${run.id}/steps/${stage.step(run)}/commands`;
      const more = { unitId: stage.unit('SPK'), wave: 0, mandatory: false, reason };
      const changed = await stage.post<Run>(path, { type: 'addSeat', ...more });
      const seats = changed.steps.flatMap((step) => step.seats ?? []);
      const seatId = first(seats.filter(({ unit }) => unit.id === stage.unit('SPK'))).id;
      return { path, ask: { as: stage.lead, body: { type: 'releaseSeat', seatId, reason } } };
    },
  },
  {
    route: 'POST /runs/:id/steps/:stepId/commands delegate',
    prepare: async (stage) => {
      const run = await stage.run();
      await stage.claimed(run, 'GES');
      const [, colleague] = stage.world.house.people.GES;
      const body = { type: 'delegate', seatId: stage.seat(run, 'GES'), personId: colleague?.id };
      return { path: `/runs/${run.id}/steps/${stage.step(run)}/commands`, ask: { as: stage.person('GES'), body } };
    },
  },
  ofLead('cancel', () => ({ reason })),
  ofLead('suspension', () => ({ reason })),
  ofLead('return', () => ({ nodeId: 'coSignature', reason })),
  ofLead('insertions', insertion),
  {
    route: 'POST /runs/:id/resumption',
    prepare: async (stage) => {
      const run = await stage.run();
      await stage.post(`/runs/${run.id}/suspension`, { reason });
      return { path: `/runs/${run.id}/resumption`, ask: { as: stage.lead, body: {} } };
    },
  },
  {
    route: 'POST /runs/:id/skips',
    prepare: async (stage) => {
      const run = await stage.run();
      type Steps = { steps: { id: string; type: string }[] };
      const path = `/runs/${run.id}/insertions`;
      const { steps } = await stage.post<Steps>(path, insertion(stage, stage.step(run)));
      const stepId = first(steps.filter(({ type }) => type === 'task')).id;
      return { path: `/runs/${run.id}/skips`, ask: { as: stage.lead, body: { stepId, reason } } };
    },
  },
  {
    route: 'POST /runs/:id/reopening',
    prepare: async (stage) => {
      const run = await stage.run();
      await stage.post(`/runs/${run.id}/cancel`, { reason });
      return { path: `/runs/${run.id}/reopening`, ask: { as: stage.lead, body: { nodeId: 'coSignature', reason } } };
    },
  },
];

async function answer(stage: Stage, which: 'first' | 'last'): Promise<Prepared> {
  const run = await stage.run();
  if (which === 'last') await stage.answered(run, 'JUG', 'SOZ', 'STADT');
  return { path: `${await stage.claimed(run, 'GES')}/answer`, ask: { as: stage.person('GES'), body: APPROVAL } };
}
