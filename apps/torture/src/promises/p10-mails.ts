import type { SentMail } from '../machine/mail-sink.ts';
import type { Run, World } from '../world.ts';

interface Mail {
  id: string;
  messageId: string | null;
  state: string;
  attempts: number;
  [column: string]: unknown;
}

const idsOf = (runs: Run[]) => runs.map(({ id }) => id);

export const mailsOf = ({ product }: World, runs: Run[]): Promise<Mail[]> =>
  product.database.rows<Mail>(
    `select m.id, m.message_id as "messageId", m.state, m.attempts from mail_delivery m
     join notification n on n.id = m.notification_id where n.run_id = any ($1) and m.state <> 'skipped'`,
    [idsOf(runs)],
  );

/** Notices of which nobody was written to, mails that did not come, came without need twice, or are owed twice. */
export async function mailsOtherThanOnce(world: World, runs: Run[], sink: SentMail[]): Promise<string[]> {
  const { database } = world.product;
  const broken: string[] = [];
  const mails = await mailsOf(world, runs);
  if (mails.length === 0) broken.push('no mail was owed: nothing was looked at');
  const double = await database.rows(
    `select m.notification_id, m.person_id from mail_delivery m join notification n on n.id = m.notification_id
     where n.run_id = any ($1) group by 1, 2 having count(*) > 1`,
    [idsOf(runs)],
  );
  if (double.length > 0) broken.push(`${double.length} people are owed the same mail twice`);
  const untold = await database.rows(
    `select n.id from notification n where n.run_id = any ($1)
       and not exists (select 1 from mail_delivery m where m.notification_id = n.id)`,
    [idsOf(runs)],
  );
  if (untold.length > 0) broken.push(`of ${untold.length} notices nobody was written to`);
  const arrived = sink.map(({ messageId }) => messageId);
  const times = Map.groupBy(arrived, (id) => id);
  for (const { id, messageId, state, attempts } of mails) {
    const came = times.get(messageId ?? '')?.length ?? 0;
    if (state !== 'sent' || came === 0) broken.push(`mail ${id} is ${state} and came ${came} times`);
    if (came > attempts) broken.push(`mail ${id} came ${came} times in ${attempts} attempts`);
  }
  const bySaying = Map.groupBy(sink, ({ says }) => says);
  const renamed = [...bySaying.values()].filter((same) => new Set(same.map(({ messageId }) => messageId)).size > 1);
  if (renamed.length > 0) broken.push(`${renamed.length} mails came again under another Message-ID`);
  const nameless = arrived.filter((id) => !id.startsWith('<'));
  if (nameless.length > 0) broken.push(`${nameless.length} mails came without a Message-ID`);
  return broken;
}
