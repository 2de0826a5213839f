import { randomUUID } from 'node:crypto';
import { inParallel } from '../parallel.ts';
import type { Order } from './passage.ts';
import type { CommandKind, Prepared, Stage } from './stage.ts';
import { endTargetsOfStrikes } from './standing-target.ts';
import type { Struck, StruckApis } from './struck-apis.ts';
import { areAlike, inWords, type Touched } from './touched.ts';
import type { ReadAlong, Transactions } from './transactions.ts';

/** A kind of command and what it does when nothing happens to it. */
export interface Whole {
  kind: CommandKind;
  status: number;
  awaits: string[];
  touched: Touched;
}

type Recording = Pick<Whole, 'status' | 'awaits'>;

/** One point of one command. */
export interface Aim {
  whole: Whole;
  order: Order;
}

/** `undefined` where the command has fewer awaits than that and got through. */
export type Strike = { faults: string[]; isDone: boolean } | undefined;

interface Sent extends Prepared {
  aim: Aim;
  key: string;
  isStruck: boolean;
}

const NOTHING: Touched = new Map();
const WIDTH = 6;
/** Until it awaits as often as the time before; a 503 counts as one. */
const MOST_RECORDS = 8;
/** Whoever is many at once, or stands still at its point, may be slow to answer. */
const ANSWER_MS = 60_000;

/** Plays commands again and again, each time in a place of its own, and strikes several at once, each at its own point. */
export class CommandStrikes {
  readonly #stage: Stage;
  readonly #apis: StruckApis;
  readonly #readAlong: ReadAlong;

  constructor(stage: Stage, apis: StruckApis, readAlong: ReadAlong) {
    this.#stage = stage;
    this.#apis = apis;
    this.#readAlong = readAlong;
  }

  async whole(kind: CommandKind): Promise<Whole> {
    await endTargetsOfStrikes(this.#stage);
    // The first ones fill what the process keeps in mind, and write what all that follow share.
    let whole: Recording | undefined;
    for (let known = -1, left = MOST_RECORDS; left > 0 && known !== whole?.awaits.length; left -= 1) {
      known = whole?.awaits.length ?? -1;
      const prepared = await kind.prepare(this.#stage);
      await this.#readAlong.begin();
      whole = await this.#record(kind, prepared);
    }
    if (!whole) throw new Error(`${kind.route}: still answered with 503`);
    const written = [...(await this.#readAlong.since()).values()];
    const [touched] = written;
    if (!touched || written.length !== 1)
      throw new Error(`${kind.route}: written by ${written.length} transactions: ${written.map(inWords).join('; ')}`);
    return { kind, ...whole, touched };
  }

  /** `undefined` where it was told to come again: then it is prepared anew. */
  async #record({ route }: CommandKind, { path, method = 'POST', ask }: Prepared): Promise<Recording | undefined> {
    const asked = { ...ask, failPoint: 'record', withinMs: ANSWER_MS } as const;
    const { status, body, passed } = await this.#apis.steady.client.ask(method, path, asked);
    if (status === 503) return undefined;
    if (status >= 300 || !passed) throw new Error(`${route}: ${status} ${JSON.stringify(body)}`);
    return { status, awaits: passed.awaits };
  }

  /**
   * All of these at once, and all of them in the same way. Struck, all of a command must be there or
   * nothing; sent again with its key, it must be there once; and nothing is written that belongs to none of them.
   */
  async strike(aims: Aim[], how: Order['how']): Promise<Strike[]> {
    await endTargetsOfStrikes(this.#stage);
    const struck = how === 'kill' ? await this.#apis.take() : this.#apis.steady;
    // Whoever is to be killed has just come up, and learns by this what the one that lives on keeps in mind.
    if (how === 'kill') {
      const elsewhere = this.#stage.over(struck.client);
      await elsewhere.answered(await elsewhere.run(), 'GES');
    }
    const sent = await inParallel(aims, WIDTH, async (aim): Promise<Sent> => ({
      ...(await aim.whole.kind.prepare(this.#stage)),
      ...{ aim, key: randomUUID(), isStruck: false },
    }));
    await this.#readAlong.begin();
    await (how === 'kill' ? this.#kill(struck, sent) : this.#throw(struck, sent));
    const left = await this.#written(sent);
    const again = await inParallel(sent, WIDTH, ({ path, method = 'POST', ask, key }) =>
      this.#stage.world.clients[1].insist(method, path, { ...ask, key }),
    );
    const end = await this.#written(sent);
    const strays = [...end.nobodys].map((touched) => `${inWords(touched)} was written by no command`);
    return sent.map(({ aim: { whole, order }, key, isStruck }, index): Strike => {
      const before = left.byKey.get(key) ?? NOTHING;
      const after = end.byKey.get(key) ?? NOTHING;
      const isDone = areAlike(before, whole.touched);
      const faults = index === 0 ? strays : [];
      if (!isDone && before.size > 0) faults.push(`left ${inWords(before)} of ${inWords(whole.touched)}`);
      if (again[index]?.status !== whole.status) faults.push(`sent again it was answered with ${again[index]?.status}`);
      if (!areAlike(after, whole.touched)) faults.push(`did ${inWords(after)} instead of ${inWords(whole.touched)}`);
      if (!isStruck && faults.length === 0) return undefined;
      const where = `${whole.kind.route}: ${how} ${order.side} ${whole.awaits[order.at] ?? `await ${order.at}`}`;
      return { faults: faults.map((fault) => `${where}: ${fault}`), isDone };
    });
  }

  async #throw({ client }: Struck, sent: Sent[]): Promise<void> {
    await Promise.all(
      sent.map(async (each) => {
        const { path, method = 'POST', ask, key, aim } = each;
        const asked = { ...ask, key, failPoint: aim.order, withinMs: ANSWER_MS };
        const { passed } = await client.ask(method, path, asked);
        each.isStruck = passed?.isStruck === true;
      }),
    );
  }

  /** As soon as each of them stands still at its point, or got through. */
  async #kill(struck: Struck, sent: Sent[]): Promise<void> {
    const { folder } = this.#apis;
    const answers = sent.map(async (each) => {
      const { path, method = 'POST', ask, key, aim } = each;
      let isAnswered = false;
      const asked = { ...ask, key, failPoint: aim.order, withinMs: ANSWER_MS };
      const asking = struck.client.ask(method, path, asked).then(
        () => (isAnswered = true),
        () => (isAnswered = true),
      );
      const told = await folder.untilTold(key, () => isAnswered);
      each.isStruck = told?.isStruck === true;
      folder.forget(key);
      return { asking };
    });
    const asked = await Promise.all(answers);
    await struck.server.kill();
    await Promise.all(asked.map(({ asking }) => asking));
    this.#apis.giveBack(struck);
  }

  async #written(sent: Sent[]): Promise<{ byKey: Map<string, Touched>; nobodys: Touched[] }> {
    const transactions: Transactions = new Map(await this.#readAlong.since());
    const names = await this.#readAlong.byKey(sent.map(({ key }) => key));
    const known = new Set(names.values());
    return {
      byKey: new Map([...names].map(([key, xid]) => [key, transactions.get(xid) ?? NOTHING])),
      nobodys: [...transactions].filter(([xid]) => !known.has(xid)).map(([, touched]) => touched),
    };
  }
}
