import { Inject, Injectable, type BeforeApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import type { InboxEvent } from '@querraum/contracts';
import { CONFIG, DomainError, Listener, TasksService, type Caller, type Config } from '@querraum/server';
import type { Request, Response } from 'express';
import { InjectPinoLogger, PinoLogger } from 'nestjs-pino';
import { tokenLifetime } from '../http';

const HEARTBEAT_MS = 20_000;
/** Windows and tabs of one person; each holds a connection of the server. */
const STREAMS_PER_PERSON = 20;

interface Subscriber {
  unitIds: ReadonlySet<string>;
  readonly response: Response;
}

/** Passes the database's hints about changed tasks on to the browsers of the units concerned. */
@Injectable()
export class InboxStream implements OnModuleInit, BeforeApplicationShutdown {
  private readonly subscribers = new Set<Subscriber>();
  private readonly openStreams = new Map<string, number>();
  private readonly listener: Listener;
  private isClosing = false;

  constructor(
    @Inject(CONFIG) { DATABASE_URL }: Config,
    private readonly tasks: TasksService,
    @InjectPinoLogger(InboxStream.name) private readonly log: PinoLogger,
  ) {
    const off = (error: unknown) => log.warn({ err: error }, 'inbox hints are off for now');
    this.listener = new Listener(DATABASE_URL, 'inbox', (payload) => this.tell(payload), off);
  }

  async onModuleInit(): Promise<void> {
    await this.listener.start();
  }

  /** Before the server closes: it would wait for open streams without end. */
  beforeApplicationShutdown(): void {
    this.isClosing = true;
    for (const { response } of this.subscribers) response.end();
    this.listener.stop();
  }

  async open(caller: Caller, request: Request, response: Response): Promise<void> {
    // A browser comes back at once: the server would wait for its new stream.
    if (this.isClosing) throw new DomainError('ending');
    const subscriber: Subscriber = { unitIds: new Set(await this.tasks.watchedUnits(caller)), response };
    // Who has left meanwhile says so no second time: nothing would end what is begun here.
    if (response.destroyed) return;
    const opened = (this.openStreams.get(caller.subject) ?? 0) + 1;
    if (opened > STREAMS_PER_PERSON) throw new DomainError('busy');
    this.openStreams.set(caller.subject, opened);
    response.writeHead(200, { 'content-type': 'text/event-stream', 'x-accel-buffering': 'no' });
    response.write('retry: 2000\n\n');
    this.subscribers.add(subscriber);
    if (this.isClosing) response.end();
    const heartbeat = setInterval(() => void this.refresh(caller, subscriber), HEARTBEAT_MS);
    const end = setTimeout(() => response.end(), Math.max(0, tokenLifetime(request)));
    response.once('close', () => {
      clearInterval(heartbeat);
      clearTimeout(end);
      this.subscribers.delete(subscriber);
      this.openStreams.set(caller.subject, (this.openStreams.get(caller.subject) ?? 1) - 1);
    });
  }

  /** What a person watches is read anew: units change, and people leave. */
  private async refresh(caller: Caller, subscriber: Subscriber): Promise<void> {
    try {
      subscriber.unitIds = new Set(await this.tasks.watchedUnits(caller));
      subscriber.response.write(': still here\n\n');
    } catch (error) {
      this.log.info({ err: error }, 'stream ended');
      subscriber.response.end();
    }
  }

  /** Payload of a hint: unit and task, separated by a colon; without a task something of a project it leads. */
  private tell(payload: string): void {
    const [unitId = '', taskId = ''] = payload.split(':');
    const event: InboxEvent = { unitId, taskId: taskId === '' ? null : taskId };
    for (const { unitIds, response } of this.subscribers)
      if (unitIds.has(unitId)) response.write(`event: inbox\ndata: ${JSON.stringify(event)}\n\n`);
  }
}
