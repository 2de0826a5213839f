import { Inject, Injectable } from '@nestjs/common';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { CONFIG, type Config } from '@querraum/server';
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

/** SIGTERM and Ctrl-C end the process so that no client notices: what is under way is finished. */
export function endInOrder(app: NestExpressApplication): void {
  const end = async () => {
    await app.get(Draining).begin();
    await app.close();
    process.exit(0);
  };
  process.once('SIGTERM', () => void end());
  process.once('SIGINT', () => void end());
}
