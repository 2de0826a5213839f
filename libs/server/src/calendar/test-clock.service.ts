import { Inject, Injectable } from '@nestjs/common';
import type { TestClock } from '@querraum/contracts';
import { access, type Caller, CONFIG, type Config, DomainError, Transactions } from '../platform';

/** Moves the server's only clock, so that rehearsals and demonstrations need not wait. */
@Injectable()
export class TestClockService {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly transactions: Transactions,
  ) {}

  read(caller: Caller): Promise<TestClock> {
    return this.transactions.read(caller, async (tx) => ({ now: tx.now.toISOString() }));
  }

  /** Forward only: a clock that goes back would undo what has already happened. */
  move(caller: Caller, key: string, { now: target }: TestClock): Promise<TestClock> {
    return this.transactions.command(caller, { key, request: { act: 'testClock.move', target } }, async (tx) => {
      access.require(tx, 'testClock:move');
      if (!this.config.TEST_CLOCK) throw new DomainError('testClockOff');
      await tx.rows('insert into test_clock (id, shift_ms) values (1, 0) on conflict do nothing');
      await tx.rows('select shift_ms from test_clock where id = 1 for update');
      const moved = await tx.rows(
        `update test_clock set shift_ms = shift_ms + ceil(extract(epoch from $1::timestamptz - app.now()) * 1000)
         where id = 1 and $1::timestamptz > app.now() returning shift_ms`,
        [target],
      );
      if (moved.length === 0) throw new DomainError('testClockBackwards', { now: tx.now.toISOString() });
      await tx.rows("select pg_notify('work', '')");
      return { now: target };
    });
  }
}
