import { Inject, Injectable, type BeforeApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import type { InboxEvent } from '@querraum/contracts';
import { CONFIG, DomainError, Listener, TasksService, type Caller, type Config } from '@querraum/server';
import type { Request, Response } from 'express';
import { InjectPinoLogger, PinoLogger } from 'nestjs-pino';
import { tokenLifetime } from '../http';

const HEARTBEAT_MS = 20_000;
/** Windows and tabs of one person; each holds a connection of the server. */
const STREAMS_PER_PERSON = 20;
/** What a slow browser may have before it; one that leaves more unread does not read at all. */
const MOST_UNREAD_BYTES = 256 * 1024;

interface Subscriber {
  unitIds: ReadonlySet<string>;
  readonly response: Response;
  /** Ends what goes on for it; nothing is written any more. */
  readonly leave: () => void;
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
    for (const subscriber of this.subscribers) end(subscriber);
    this.listener.stop();
  }

  async open(caller: Caller, request: Request, response: Response): Promise<void> {
    const unitIds = new Set(await this.tasks.watchedUnits(caller));
    // A browser comes back at once: the server would wait for its new stream.
    if (this.isClosing) throw new DomainError('ending');
    // Who has left meanwhile says so no second time: nothing would end what is begun here.
    if (response.destroyed) return;
    const opened = (this.openStreams.get(caller.subject) ?? 0) + 1;
    if (opened > STREAMS_PER_PERSON) throw new DomainError('busy');
    this.openStreams.set(caller.subject, opened);
    const leave = () => {
      clearInterval(heartbeat);
      clearTimeout(lifetime);
      this.subscribers.delete(subscriber);
    };
    const subscriber: Subscriber = { unitIds, response, leave };
    const heartbeat = setInterval(() => void this.refresh(caller, subscriber), HEARTBEAT_MS);
    const lifetime = setTimeout(() => end(subscriber), Math.max(0, tokenLifetime(request)));
    response.once('close', () => {
      leave();
      this.openStreams.set(caller.subject, (this.openStreams.get(caller.subject) ?? 1) - 1);
    });
    // An error that nobody hears ends the process.
    response.on('error', leave);
    this.subscribers.add(subscriber);
    response.writeHead(200, { 'content-type': 'text/event-stream', 'x-accel-buffering': 'no' });
    write(subscriber, 'retry: 2000\n\n');
  }

  /** What a person watches is read anew: units change, and people leave. */
  private async refresh(caller: Caller, subscriber: Subscriber): Promise<void> {
    try {
      subscriber.unitIds = new Set(await this.tasks.watchedUnits(caller));
      if (this.subscribers.has(subscriber)) write(subscriber, ': still here\n\n');
    } catch (error) {
      this.log.info({ err: error }, 'stream ended');
      end(subscriber);
    }
  }

  /** Payload of a hint: unit and task, separated by a colon; without a task something of a project it leads. */
  private tell(payload: string): void {
    const [unitId = '', taskId = ''] = payload.split(':');
    const event: InboxEvent = { unitId, taskId: taskId === '' ? null : taskId };
    for (const subscriber of this.subscribers)
      if (subscriber.unitIds.has(unitId)) write(subscriber, `event: inbox\ndata: ${JSON.stringify(event)}\n\n`);
  }
}

/** A browser that has fallen silent comes back and asks anew; what it does not read is kept for nobody. */
function write({ response }: Subscriber, text: string): void {
  if (response.writableLength > MOST_UNREAD_BYTES) response.destroy();
  else response.write(text);
}

/** An end that waits behind something unread never comes, and says nothing of it. */
function end({ response, leave }: Subscriber): void {
  leave();
  if (response.writableLength > 0) response.destroy();
  else response.end();
}
