import { moveClock } from '../test-clock.ts';
import type { Run, World } from '../world.ts';

/** A mail server makes whoever comes wait; written to all of an office, a Frist would wait for mails of minutes before. */
const WRITTEN_TO = 1;
/** Long enough to name an instant before the reminder. */
const SOON_MS = 3000;

export async function writeToFew({ product, house }: World): Promise<void> {
  const others = Object.values(house.people).flatMap((people) => people.slice(WRITTEN_TO).map(({ id }) => id));
  await product.database.rows("update person set email = username || '@stadt.example' where id <> all ($1)", [others]);
}

/** The reminder of this run comes some seconds later: its mails are sent before the fall, and the restored house does not know of them. */
export const beforeItsReminder = (world: World, { id }: Run): Promise<unknown> => moveClock(world, [id], -SOON_MS);

export async function mailsOfReminder({ product }: World, { id }: Run): Promise<number> {
  const { n } = await product.database.one<{ n: number }>(
    `select count(*)::int as n from mail_delivery m join notification n on n.id = m.notification_id
     where n.run_id = $1 and m.reason = 'reminder' and m.state = 'sent'`,
    [id],
  );
  return n;
}
