import type { MailSink } from '../machine/mail-sink.ts';
import type { Server } from '../machine/server.ts';
import type { World } from '../world.ts';
import type { ParkedWork } from './parked-work.ts';
import type { Order, Told } from './passage.ts';
import { PRELOAD, TellingFolder } from './told.ts';

const PATIENCE_MS = 120_000;
/** So many are there to be killed, so that nobody waits for one to come up. */
const WORKERS = 3;

/** The only workers there are; they take their orders from a file and write down what happened at the awaits of the job. */
export class StruckWorkers {
  readonly #servers: Server[];
  readonly #work: ParkedWork;
  readonly #folder: TellingFolder;

  private constructor(servers: Server[], work: ParkedWork, folder: TellingFolder) {
    this.#servers = servers;
    this.#work = work;
    this.#folder = folder;
  }

  static async open({ product }: World, work: ParkedWork, mails: MailSink): Promise<StruckWorkers> {
    const folder = new TellingFolder(product.directory);
    const env = { QUEUE_BACKEND: 'inline', SMTP_URL: mails.url, FAIL_POINTS: folder.path };
    const names = Array.from({ length: WORKERS }, (_, index) => `worker-struck-${index + 1}`);
    const servers = await Promise.all(names.map((name) => product.another('worker', name, { preload: PRELOAD, env })));
    for (const server of servers) server.start();
    await Promise.all(servers.map((server) => server.untilReady()));
    return new StruckWorkers(servers, work, folder);
  }

  async close(): Promise<void> {
    await Promise.all(this.#servers.map((server) => server.kill()));
    this.#folder.close();
  }

  /** In each of them nothing is kept in mind any more. */
  async startAnew(): Promise<void> {
    await Promise.all(this.#servers.map((server) => server.kill()));
    for (const server of this.#servers) server.start();
    await Promise.all(this.#servers.map((server) => server.untilReady()));
  }

  /** Does it undisturbed, or a piece of it; what that awaited. */
  async record(workItem: string): Promise<string[]> {
    return (await this.#order(workItem)).awaits;
  }

  /** Whether it came so far that it could be struck. Whoever is killed comes up again while the others are at work. */
  async strike(workItem: string, order: Order): Promise<boolean> {
    const { isStruck, port } = await this.#order(workItem, order);
    if (isStruck && order.how === 'kill') {
      const server = this.#servers.find((candidate) => candidate.port === port);
      if (!server) throw new Error(`no worker has port ${port}`);
      await server.kill();
      server.start();
    }
    return isStruck;
  }

  /**
   * Each time that somebody takes it up, until it is given up or comes through; what has steps of which only one is struck goes
   * on until it is done. How often it was struck.
   */
  async strikeEachTime(workItem: string, each: string, hasSteps = false): Promise<number> {
    this.#folder.order(workItem, { each });
    let struck = 0;
    for (;;) {
      const { isStruck } = await this.#untilTold(workItem);
      if (isStruck) struck += 1;
      const goesOn = isStruck || (hasSteps && (await this.#work.standing(workItem)) !== 'done');
      if (!goesOn || (await this.#work.isGivenUp(workItem))) break;
      await this.#work.endLeases();
    }
    this.#folder.takeBack();
    return struck;
  }

  /** Somebody does a piece of it, or all. */
  async goOn(workItem: string): Promise<void> {
    await this.#work.letGo(workItem);
    await this.#work.untilPiece(workItem);
  }

  /** Somebody does what is left; nobody is at it any more. */
  async finish(workItem: string): Promise<void> {
    await this.#work.endLeases();
    await this.#work.letGo(workItem);
    await this.#work.untilDone(workItem);
  }

  async #order(workItem: string, order?: Order): Promise<Told> {
    this.#folder.order(workItem, order);
    return this.#untilTold(workItem);
  }

  /** Somebody takes it up. */
  async #untilTold(workItem: string): Promise<Told> {
    this.#folder.forget(workItem);
    await this.#work.letGo(workItem);
    const end = Date.now() + PATIENCE_MS;
    const told = await this.#folder.untilTold(workItem, () => Date.now() > end);
    if (!told) throw new Error(`nothing is told of work item ${workItem}`);
    return told;
  }
}
