import { Body, Controller, Get, HttpCode, Post } from '@nestjs/common';
import { TestClock } from '@querraum/contracts';
import { type Caller, TestClockService } from '@querraum/server';
import { Answers, CurrentCaller, IdempotencyKey } from '../http';

@Controller('test-clock')
export class TestClockController {
  constructor(private readonly clock: TestClockService) {}

  @Get()
  @Answers(TestClock)
  read(@CurrentCaller() caller: Caller): Promise<TestClock> {
    return this.clock.read(caller);
  }

  @Post()
  @HttpCode(200)
  @Answers(TestClock, { problems: ['adminOnly', 'testClockOff', 'testClockBackwards', 'idempotencyKeyReused'] })
  move(
    @CurrentCaller() caller: Caller,
    @IdempotencyKey() key: string,
    @Body({ schema: TestClock }) target: TestClock,
  ): Promise<TestClock> {
    return this.clock.move(caller, key, target);
  }
}
