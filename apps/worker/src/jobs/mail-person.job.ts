import {
  beginPersonMail,
  composeDeputation,
  composeDigest,
  composeReport,
  endPersonMail,
  type Compose,
  type JobPayload,
  type OwnSubject,
  type Transaction,
} from '@querraum/server';
import type { Later, Outside, TwoPhases } from './job';
import { sendInTwoPhases } from './send-mail.job';

/** What stands in each mail that is a person's own. */
const COMPOSERS: { readonly [K in OwnSubject]: Compose } = {
  digest: composeDigest,
  report: composeReport,
  deputyBegins: composeDeputation('deputyBegins'),
  deputyEnds: composeDeputation('deputyEnds'),
  principalBegins: composeDeputation('principalBegins'),
  principalEnds: composeDeputation('principalEnds'),
};

/** A mail that is a person's own, sent as every other. */
export const mailPerson = (
  tx: Transaction,
  payload: JobPayload<'mailPerson'>,
  outside: Outside,
): Promise<TwoPhases | Later | undefined> =>
  sendInTwoPhases(tx, outside, {
    begin: (mailServer) => beginPersonMail(tx, payload, mailServer, COMPOSERS),
    end: (second, outcome) => endPersonMail(second, payload, outcome),
  });
