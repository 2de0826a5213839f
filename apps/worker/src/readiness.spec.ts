import { readinessOf } from './readiness';

const due = (kind: string, oldestUntriedSeconds: number) => ({
  ...{ kind, oldestUntriedSeconds },
  ...{ due: 1, oldestDueSeconds: 500 },
});
/** A Frist that is due, and a crowd of mails and digests that has been due for long. */
const condition = (oldestUntriedSeconds: number, idleSeconds = 0, bellAnswers = true) =>
  readinessOf({
    standing: {
      ...{ incidents: 0, held: 0 },
      kinds: [due('sendMail', 400), due('tickRun', oldestUntriedSeconds), due('runDigest', 400)],
    },
    idleSeconds,
    bellAnswers,
  });

it.each([
  ['is ready while work is done in time', condition(2), { isReady: true, status: 'ok' }],
  ['is ready after a long quiet time', condition(0, 3600), { isReady: true, status: 'ok' }],
  ['is ready, though slower, without its bell', condition(2, 0, false), { isReady: true, status: 'degraded' }],
  ['is ready while it works off a crowd', condition(40, 1), { isReady: true, status: 'ok' }],
  ['is ready while mails alone are due, and one of them takes long', condition(0, 25), { isReady: true, status: 'ok' }],
  ['is not where work is due and nothing is done', condition(25, 25), { isReady: false, status: 'noProgress' }],
  ['is not where a Frist comes later than promised', condition(61, 1), { isReady: false, status: 'late' }],
])('%s', (_, readiness, expected) => expect(readiness).toEqual(expected));
