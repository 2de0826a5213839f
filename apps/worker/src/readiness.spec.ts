import { readinessOf } from './readiness';

const condition = (oldestUntriedSeconds: number, idleSeconds = 0, bellAnswers = true) =>
  readinessOf({
    standing: { due: 1, incidents: 0, oldestDueSeconds: 500, oldestUntriedSeconds },
    idleSeconds,
    bellAnswers,
  });

it.each([
  ['is ready while work is done in time', condition(2), { isReady: true, status: 'ok' }],
  ['is ready after a long quiet time', condition(0, 3600), { isReady: true, status: 'ok' }],
  ['is ready, though slower, without its bell', condition(2, 0, false), { isReady: true, status: 'degraded' }],
  ['is ready while it works off a crowd', condition(40, 1), { isReady: true, status: 'ok' }],
  ['is not where work is due and nothing is done', condition(25, 25), { isReady: false, status: 'noProgress' }],
  ['is not where a Frist comes later than promised', condition(61, 1), { isReady: false, status: 'late' }],
])('%s', (_, readiness, expected) => expect(readiness).toEqual(expected));
