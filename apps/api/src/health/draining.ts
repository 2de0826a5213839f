import { Inject, Injectable } from '@nestjs/common';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { CONFIG, tracing, type Config } from '@querraum/server';
import type { NextFunction, Request, Response } from 'express';
import { setTimeout as sleep } from 'node:timers/promises';

/** Whether this process is about to end. */
@Injectable()
export class Draining {
  isDraining = false;

  constructor(@Inject(CONFIG) private readonly config: Config) {}

  /** Not ready any more, for as long as whoever spreads the requests needs to see it; requests are answered all the same. */
  async begin(): Promise<void> {
    this.isDraining = true;
    await sleep(this.config.DRAIN_SECONDS * 1000);
  }

  /** No connection waits for another request of its client: it would be cut when the process ends. */
  readonly closeConnections = (_request: Request, response: Response, next: NextFunction): void => {
    if (this.isDraining) response.setHeader('connection', 'close');
    next();
  };
}

/** SIGTERM and Ctrl-C end the process so that no client notices. */
export function endInOrder(app: NestExpressApplication): void {
  const end = () => void finish(app).then(() => process.exit(0));
  process.once('SIGTERM', end);
  process.once('SIGINT', end);
}

/** What is under way is finished, and told of. */
export async function finish(app: NestExpressApplication): Promise<void> {
  await app.get(Draining).begin();
  await app.close();
  await tracing.stop();
}
