import { Inject, Injectable, type BeforeApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import type { InboxEvent } from '@querraum/contracts';
import { CONFIG, TasksService, type Caller, type Config } from '@querraum/server';
import type { Request, Response } from 'express';
import { InjectPinoLogger, PinoLogger } from 'nestjs-pino';
import { Client } from 'pg';

const HEARTBEAT_MS = 20_000;
const RECONNECT_MS = 1000;
/** A stream ends with the token at the latest; the client comes back with a fresh one. */
const LONGEST_MS = 5 * 60_000;

interface Subscriber {
  unitIds: ReadonlySet<string>;
  response: Response;
}

/** Passes the database's hints about changed tasks on to the browsers of the units concerned. */
@Injectable()
export class InboxStream implements OnModuleInit, BeforeApplicationShutdown {
  private readonly subscribers = new Set<Subscriber>();
  private listener: Client | undefined;
  private isClosing = false;

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly tasks: TasksService,
    @InjectPinoLogger(InboxStream.name) private readonly log: PinoLogger,
  ) {}

  async onModuleInit(): Promise<void> {
    await this.listen();
  }

  /** Before the server closes: it would wait for open streams without end. */
  async beforeApplicationShutdown(): Promise<void> {
    this.isClosing = true;
    for (const { response } of this.subscribers) response.end();
    await this.listener?.end();
  }

  async open(caller: Caller, request: Request, response: Response): Promise<void> {
    const subscriber = { unitIds: new Set(await this.tasks.watchedUnits(caller)), response };
    response.writeHead(200, { 'content-type': 'text/event-stream', 'x-accel-buffering': 'no' });
    response.write('retry: 2000\n\n');
    this.subscribers.add(subscriber);
    const heartbeat = setInterval(() => response.write(': still here\n\n'), HEARTBEAT_MS);
    const end = setTimeout(() => response.end(), LONGEST_MS);
    const forget = () => {
      clearInterval(heartbeat);
      clearTimeout(end);
      this.subscribers.delete(subscriber);
    };
    request.once('close', forget);
    response.once('close', forget);
  }

  /** Payload of a hint: unit and task, separated by a colon. */
  private tell(payload: string): void {
    const [unitId = '', taskId = null] = payload.split(':');
    const event: InboxEvent = { unitId, taskId };
    for (const { unitIds, response } of this.subscribers)
      if (unitIds.has(unitId)) response.write(`event: inbox\ndata: ${JSON.stringify(event)}\n\n`);
  }

  private async listen(): Promise<void> {
    const client = new Client({ connectionString: this.config.DATABASE_URL, keepAlive: true });
    const again = () => {
      if (this.listener === client) this.listener = undefined;
      if (!this.isClosing) setTimeout(() => void this.listen(), RECONNECT_MS).unref();
    };
    client.on('error', again);
    client.on('notification', ({ payload }) => this.tell(payload ?? ''));
    try {
      await client.connect();
      await client.query('listen inbox');
      this.listener = client;
    } catch (error) {
      this.log.warn({ err: error }, 'inbox hints are off for now');
      again();
    }
  }
}
