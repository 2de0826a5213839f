import type { LocalizedText } from '@querraum/workflow';
import { newId, readAs, type JobPayload, type Transaction } from '../platform';
import { rootOf, settingsUrl } from './mail-text';
import { owePersonMail, type Compose, type OwnSubject } from './person-mail';

type DeputationSubject = Exclude<OwnSubject, 'digest' | 'report'>;

const SUBJECT_OF = {
  deputy: { begins: 'deputyBegins', ends: 'deputyEnds' },
  principal: { begins: 'principalBegins', ends: 'principalEnds' },
} as const satisfies Record<'deputy' | 'principal', Record<'begins' | 'ends', DeputationSubject>>;

/** Both moments are looked at anew: what was ended sooner has told so, and its planned end is none any more. */
const STILL = `select deputy_id as "deputyId" from deputation
  where tenant_id = $1 and id = $2 and $3 in (deputy_id, principal_id) and valid_to > valid_from
    and case $4 when 'begins' then valid_from = $5 and valid_to > $6 else valid_to = $5 end`;

/** A Vertretung begins or ends: orders the mail to one of the two, whatever they have chosen for the rest. */
export async function tellDeputation(
  tx: Transaction,
  { tenantId, personId, deputationId, moment, at }: JobPayload<'tellDeputation'>,
  isConfigured: boolean,
): Promise<void> {
  const reader = await readAs(tx, personId);
  if (!reader) return;
  const [still] = await tx.rows<{ deputyId: string }>(STILL, [tenantId, deputationId, personId, moment, at, tx.now]);
  if (!still) return;
  const subject = SUBJECT_OF[still.deputyId === personId ? 'deputy' : 'principal'][moment];
  await owePersonMail(reader, { tenantId, personId, deliveryId: newId(), subject, isConfigured });
}

const WORDS = {
  greeting: { de: 'Guten Tag,', en: 'Hello,' },
  open: { de: 'Zum Posteingang:', en: 'To your inbox:' },
  why: {
    de: 'Beginn und Ende einer Vertretung teilen wir immer mit, weil sie ändern, wer zeichnen darf. Andere Nachrichten:',
    en: 'The beginning and the end of a deputation are always told, because they change who may sign. Other messages:',
  },
} as const satisfies Record<string, LocalizedText>;

const SAID = {
  deputyBegins: {
    subject: { de: 'Ihre Vertretung beginnt', en: 'You now stand in for somebody' },
    text: {
      de: 'ab jetzt vertreten Sie jemanden Ihres Hauses. Die Aufgaben stehen in Ihrem Posteingang; Sie zeichnen i. V.',
      en: 'from now on you stand in for somebody of your house. Their tasks are in your inbox; you sign i. V.',
    },
  },
  deputyEnds: {
    subject: { de: 'Ihre Vertretung ist beendet', en: 'You no longer stand in for somebody' },
    text: {
      de: 'eine Vertretung, die Sie übernommen hatten, ist beendet. Was Sie dabei übernommen und nicht erledigt haben, geben Sie bitte zurück.',
      en: 'a deputation of yours has ended. Please release what you claimed in it and have not done.',
    },
  },
  principalBegins: {
    subject: { de: 'Sie werden ab jetzt vertreten', en: 'Somebody now stands in for you' },
    text: {
      de: 'ab jetzt vertritt Sie jemand Ihres Hauses. Zusammenfassungen warten so lange, wenn Sie nichts anderes eingestellt haben.',
      en: 'from now on somebody of your house stands in for you. Digests wait for you unless you have chosen otherwise.',
    },
  },
  principalEnds: {
    subject: { de: 'Ihre Vertretung durch andere ist beendet', en: 'Nobody stands in for you any more' },
    text: {
      de: 'die Vertretung für Sie ist beendet. Was offen ist, steht in Ihrem Posteingang.',
      en: 'the deputation for you has ended. What is open is in your inbox.',
    },
  },
} as const satisfies Record<DeputationSubject, { subject: LocalizedText; text: LocalizedText }>;

/** Neither who nor for whom: that is read after signing in. */
export const composeDeputation =
  (subject: DeputationSubject): Compose =>
  (_tx, { language, publicUrl }) => {
    const root = rootOf(publicUrl);
    const paragraphs = [
      WORDS.greeting[language],
      SAID[subject].text[language],
      `${WORDS.open[language]}\n${root}/posteingang`,
      `--\n${WORDS.why[language]} ${settingsUrl(root)}`,
    ];
    return Promise.resolve({ subject: SAID[subject].subject[language], text: `${paragraphs.join('\n\n')}\n` });
  };
