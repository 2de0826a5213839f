import { createHash, randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { CalendarFeed, Language } from '@querraum/contracts';
import type { LocalizedText } from '@querraum/workflow';
import { DomainError, newId, Transactions, type ActorTransaction, type Caller } from '../platform';
import { getProject } from '../projects';
import { ownUnits } from '../tasks';
import { DATES_OF_PROJECT, LIVING_FEEDS, OWN_TASKS, TASKS_OF_PROJECT } from './calendar-feed.queries';
import { calendarText, type Calendar, type CalendarEntry } from './calendar-text';

/** 256 bits: nobody finds an address by trying. */
const TOKEN_BYTES = 32;
const TOKEN = /^[\w-]{43}$/;
/** No calendar program takes more with grace; the most urgent come first. */
const MOST_ENTRIES = 2000;

interface Subscribed extends Caller {
  language: Language;
  projectId: string | null;
}
interface FeedRow {
  id: string;
  createdAt: Date;
  isProject: boolean;
  project: CalendarFeed['project'];
}
/** A Frist has an instant at which it ends, a date its day. */
interface DateRow {
  uid: string;
  kind: LocalizedText;
  /** Of the task or milestone itself, where it has one. */
  title: string | null;
  dueEnd: Date | null;
  day: string | null;
  projectTitle: string;
  reference: string;
  sequence: number;
  changedAt: Date;
  path: string;
}

const hashOf = (token: string): Buffer => createHash('sha256').update(token).digest();

/** Calendars that people subscribe to, by an address that is a secret (docs/adr/0036). */
@Injectable()
export class CalendarFeedsService {
  constructor(private readonly transactions: Transactions) {}

  list(caller: Caller): Promise<CalendarFeed[]> {
    return this.transactions.read(caller, async (tx) => {
      const rows = await tx.rows<FeedRow>(LIVING_FEEDS, [tx.actor.personId]);
      return rows.map(feedView);
    });
  }

  /** A new address; one that was there before for the same is worth nothing from then on. */
  async give(caller: Caller, key: string, projectId: string | null): Promise<CalendarFeed & { token: string | null }> {
    const request = { command: 'giveCalendarFeed', projectId };
    let token: string | null = null;
    const feed = await this.transactions.ownCommand(caller, { key, request }, async (tx) => {
      if (projectId !== null) await getProject(tx, projectId);
      token = randomBytes(TOKEN_BYTES).toString('base64url');
      const id = await replaceFeed(tx, projectId, hashOf(token));
      const rows = await tx.rows<FeedRow>(LIVING_FEEDS, [tx.actor.personId]);
      const row = rows.find((one) => one.id === id);
      if (!row) throw new DomainError('notFound');
      return feedView(row);
    });
    // Beside the stored answer, so that the secret stands nowhere.
    return { ...feed, token };
  }

  revoke(caller: Caller, key: string, id: string): Promise<null> {
    return this.transactions.ownCommand(caller, { key, request: { command: 'revokeCalendarFeed', id } }, async (tx) => {
      const revoked = await tx.rows(
        'update calendar_feed set revoked_at = $2 where id = $1 and revoked_at is null returning id',
        [id, tx.now],
      );
      if (revoked.length === 0) throw new DomainError('notFound');
      return null;
    });
  }

  /** The calendar behind an address, with the rights that its person has at this moment. */
  async read(token: string, origin: string): Promise<string> {
    const subscribed = TOKEN.test(token) ? await this.findSubscribed(token) : undefined;
    if (!subscribed) throw new DomainError('notFound');
    const { language, projectId, ...caller } = subscribed;
    const { name, entries } = await this.transactions.read(caller, (tx) =>
      projectId === null ? ownCalendar(tx) : projectCalendar(tx, projectId),
    );
    return calendarText({ name, entries, language, origin });
  }

  private findSubscribed(token: string): Promise<Subscribed | undefined> {
    return this.transactions.run(async (tx) => {
      const [row] = await tx.rows<{ feed: Subscribed | null }>('select app.calendar_feed($1) as feed', [hashOf(token)]);
      return row?.feed ?? undefined;
    });
  }
}

const feedView = ({ id, createdAt, isProject, project }: FeedRow): CalendarFeed => ({
  id,
  project,
  kind: isProject ? 'project' : 'own',
  createdAt: createdAt.toISOString(),
});

async function replaceFeed(tx: ActorTransaction, projectId: string | null, tokenHash: Buffer): Promise<string> {
  const { tenantId, personId } = tx.actor;
  await tx.rows(
    'update calendar_feed set revoked_at = $3 where person_id = $1 and project_id is not distinct from $2 and revoked_at is null',
    [personId, projectId, tx.now],
  );
  const id = newId();
  await tx.rows(
    `insert into calendar_feed (tenant_id, id, person_id, project_id, token_hash, created_at) values ($1, $2, $3, $4, $5, $6)`,
    [tenantId, id, personId, projectId, tokenHash, tx.now],
  );
  return id;
}

type Content = Pick<Calendar, 'name' | 'entries'>;

const OWN_NAME = { de: 'Querraum: meine Fristen', en: 'Querraum: my deadlines' };
const EMPTY: Content = { name: { de: 'Querraum', en: 'Querraum' }, entries: [] };

async function ownCalendar(tx: ActorTransaction): Promise<Content> {
  const rows = await tx.rows<DateRow>(OWN_TASKS, [tx.actor.personId, ownUnits(tx.actor), MOST_ENTRIES]);
  return { name: OWN_NAME, entries: rows.flatMap(entryOf) };
}

/** Of a project that is not seen any more nothing is left, so that programs take away what they have kept. */
async function projectCalendar(tx: ActorTransaction, projectId: string): Promise<Content> {
  const [project] = await tx.rows<{ title: string; reference: string }>(
    'select title, reference from project where id = $1',
    [projectId],
  );
  if (!project) return EMPTY;
  const tasks = await tx.rows<DateRow>(TASKS_OF_PROJECT, [projectId, MOST_ENTRIES]);
  const dates = await tx.rows<DateRow>(DATES_OF_PROJECT, [projectId]);
  const name = `${project.title} (${project.reference})`;
  return { name: { de: name, en: name }, entries: [...tasks, ...dates].flatMap(entryOf) };
}

function entryOf({ kind, title, dueEnd, day, projectTitle, reference, ...row }: DateRow): CalendarEntry[] {
  const due = dueEnd !== null ? { end: dueEnd } : day !== null ? { day } : undefined;
  if (!due) return [];
  const named = (word: string) => (title === null ? word : `${word} ${title}`);
  return [
    { ...row, due, what: { de: named(kind.de), en: named(kind.en) }, project: { title: projectTitle, reference } },
  ];
}
