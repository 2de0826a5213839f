import { leadOnly, parties, signedIn, type Expectation } from './access.outcomes';

const run = { id: 'runId' } as const;
const reason = 'Das Gericht entscheidet zuerst';

/** What the lead does with a run as a whole; whoever takes part sees what a return would do. */
export const RUN_EXPECTATIONS: Record<string, Expectation> = {
  'GET /runs/{id}': { stage: 'round', relations: parties, path: run },
  'GET /runs/{id}/course': { stage: 'round', relations: parties, path: run },
  'GET /runs/{id}/return-targets': { stage: 'round', relations: parties, path: run },
  'GET /runs/{id}/return-plan': {
    stage: 'round',
    relations: parties,
    path: run,
    send: () => ({ query: '?nodeId=coSignature' }),
  },
  'POST /runs/{id}/cancel': {
    stage: 'round',
    relations: leadOnly('200'),
    path: run,
    send: () => ({ body: { reason: 'Entfällt' } }),
  },
  'POST /runs/{id}/suspension': {
    stage: 'round',
    relations: leadOnly('200'),
    path: run,
    send: () => ({ body: { reason } }),
  },
  'POST /runs/{id}/resumption': {
    stage: 'round',
    relations: leadOnly('409 notSuspended'),
    path: run,
    send: () => ({ body: {} }),
  },
  'POST /runs/{id}/return': {
    stage: 'round',
    relations: leadOnly('200'),
    path: run,
    send: () => ({ body: { nodeId: 'coSignature', reason } }),
  },
  'POST /runs/{id}/insertions': {
    stage: 'round',
    relations: leadOnly('200'),
    path: run,
    send: ({ stepId, leadUnitId }) => ({
      body: { before: stepId, name: 'Rechtsprüfung', unitId: leadUnitId, reason },
    }),
  },
  'POST /runs/{id}/skips': {
    stage: 'round',
    relations: leadOnly('409 notSkippable'),
    path: run,
    send: ({ stepId }) => ({ body: { stepId, reason } }),
  },
  'POST /runs/{id}/retries': {
    stage: 'round',
    relations: leadOnly('409 nothingFailed'),
    path: run,
    send: ({ stepId }) => ({ body: { stepId } }),
  },
  'GET /external-work': { ...signedIn, send: () => ({ query: '?topic=register' }) },
  'GET /runs/{id}/events': { stage: 'round', relations: parties, path: run },
  ...Object.fromEntries(
    [
      ['events', { message: 'Antrag' }],
      ['signals', { signal: 'Alarm' }],
      ['variables', { variables: {} }],
      ['work/{stepId}/result', {}],
      ['work/{stepId}/error', { code: 'E1' }],
    ].map(([what, body]): [string, Expectation] => [
      `POST /runs/{id}/${what}`,
      {
        stage: 'round',
        relations: leadOnly('409 notImported'),
        path: { ...run, stepId: 'stepId' },
        send: () => ({ body }),
      },
    ]),
  ),
  'POST /runs/{id}/reopening': {
    stage: 'round',
    relations: leadOnly('409 notReopenable'),
    path: run,
    send: () => ({ body: { nodeId: 'coSignature', reason } }),
  },
};
