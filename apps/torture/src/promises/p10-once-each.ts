import { setTimeout as sleep } from 'node:timers/promises';
import { EventSink } from '../machine/event-sink.ts';
import { MailSink } from '../machine/mail-sink.ts';
import { inPlaceOfWorkers } from '../machine/product.ts';
import type { Server } from '../machine/server.ts';
import { inParallel } from '../parallel.ts';
import type { Random } from '../random.ts';
import { type Run, startRun, type Verdict, type World } from '../world.ts';
import { eventsOtherThanOnce, outOfOrder } from './p10-events.ts';
import { mailsOf, mailsOtherThanOnce } from './p10-mails.ts';

const RUNS = { quick: 30, full: 640 };
const KILLS = { quick: 6, full: 40 };
/** So many in each office are there; fifty would be owed a hundred thousand mails. */
const THERE = 3;
/** Mails take their time: each is a conversation of its own, and a mail server makes whoever comes wait before it greets. */
const PATIENCE_MS = { quick: 120_000, full: 600_000 };
/** What a house in which nothing else goes on is told of a run that has begun. */
const EVENTS = ['project.opened', 'run.started', 'step.opened', 'task.opened', 'document.versionAdded'];

/**
 * P10: whoever is told something gets one mail for it, and another system each event, although the workers that send them
 * are killed again and again. What comes twice, because somebody died while sending it, has the same id and the same words;
 * for the first time events of a project come in the order of its history.
 */
export async function everythingReachesOnce(world: World): Promise<Verdict> {
  const { product, house, clients } = world;
  const [mails, events] = await Promise.all([MailSink.open(), EventSink.open()]);
  const as = house.administrator;
  const body = { url: events.url, events: EVENTS };
  type Target = { id: string; revision: number };
  const senders = await Promise.all(
    [1, 2].map((number) => product.another('worker', `worker-sends-${number}`, { env: { SMTP_URL: mails.url } })),
  );
  const told = async () => {
    const { id, revision } = await clients[0].get<Target>('POST', '/webhooks', { as, body });
    return judged(world, { senders, mails, events }).finally(() =>
      clients[0].insist('DELETE', `/webhooks/${id}`, { as, revision }),
    );
  };
  return inPlaceOfWorkers(product, senders, told).finally(() => Promise.all([mails.close(), events.close()]));
}

interface Outside {
  senders: Server[];
  mails: MailSink;
  events: EventSink;
}

async function judged(world: World, { senders, mails, events }: Outside): Promise<Verdict> {
  const { product, house, quick, random } = world;
  const size = quick ? 'quick' : 'full';
  const away = Object.values(house.people).flatMap((people) => people.slice(THERE).map((person) => person.id));
  await product.database.rows('update person set disabled_at = clock_timestamp() where id = any ($1)', [away]);

  const killing = killAgain(senders, KILLS[size], random);
  const runs = await inParallel(Array.from({ length: RUNS[size] }), 4, (_, index) => startRun(world, 10_000 + index));
  await killing;
  await untilSent(world, runs, PATIENCE_MS[size]);
  await product.database.rows('update person set disabled_at = null where id = any ($1)', [away]);
  const sent = await mailsOf(world, runs);
  const broken = [
    ...(await mailsOtherThanOnce(world, runs, mails.mails)),
    ...(await eventsOtherThanOnce(world, runs, events.events)),
    ...outOfOrder(events.events).map(
      (project) => `events of ${project} came in another order than that of its history`,
    ),
  ];
  const eventIds = new Set(events.events.map((event) => event.id));
  return {
    figures:
      `${runs.length} runs with ${KILLS[size]} workers killed: ${sent.length} mails, ${twice(mails.messageIds)} came twice; ` +
      `${eventIds.size} events, ${events.events.length - eventIds.size} came twice`,
    broken,
  };
}

const twice = (ids: string[]): number => ids.length - new Set(ids).size;

async function killAgain(senders: Server[], times: number, random: Random): Promise<void> {
  for (let killed = 0; killed < times; killed += 1) {
    await sleep(random.between(300, 1200));
    const sender = random.one(senders);
    await sender.kill();
    sender.start();
  }
  await Promise.all(senders.map((sender) => sender.untilReady()));
}

/** Nobody waits minutes for the lease of a dead worker: it is ended, and what was put off for its sake taken up at once. */
async function untilSent({ product: { database } }: World, runs: Run[], patienceMs: number): Promise<void> {
  const projects = runs.map(({ projectId }) => projectId);
  for (const end = Date.now() + patienceMs; Date.now() < end; await sleep(500)) {
    const { left } = await database.one<{ left: number }>(
      `select (select count(*) from work_item where kind in ('addressMails', 'sendMail', 'announceEvents')
           and state <> 'done' and payload ->> 'projectId' = any ($1))::int
         + (select count(*) from webhook_delivery where state in ('queued', 'sending'))::int as left`,
      [projects],
    );
    if (left === 0) return;
    await database.rows(
      `update mail_delivery set leased_until = clock_timestamp() where leased_until is not null
         and last_attempt_at < app.now() - interval '5 seconds'`,
    );
    // No living worker is at a round for longer than half of this minute.
    await database.rows(
      `update webhook set leased_until = clock_timestamp() where leased_until < clock_timestamp() + interval '30 seconds'`,
    );
    await database.rows(
      `update work_item set due_at = app.now(), dispatched_at = null where id in (
         select id from work_item
         where kind in ('sendMail', 'announceEvents', 'deliverWebhooks') and state = 'ready' and due_at > app.now()
           and created_at < app.now() - interval '10 seconds' for update skip locked)`,
    );
  }
}
