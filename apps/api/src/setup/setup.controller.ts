import { Body, Controller, Get, HttpCode, Post } from '@nestjs/common';
import { Setup, SetupProgress, SetupState } from '@querraum/contracts';
import { type Caller, SetupService } from '@querraum/server';
import { Answers, CurrentCaller, IdempotencyKey } from '../http';

/** Setting up an empty installation: whoever signs in and knows the code, as long as there is no authority. */
@Controller('setup')
export class SetupController {
  constructor(private readonly setup: SetupService) {}

  @Get()
  @Answers(SetupState)
  state(@CurrentCaller() caller: Caller): Promise<SetupState> {
    return this.setup.state(caller);
  }

  /** It can happen only once: whoever asks again, with whatever key, finds it closed. */
  @Post()
  @HttpCode(204)
  @Answers(null, { problems: ['setupClosed', 'setupCodeWrong', 'setupBlocked'] })
  setUp(
    @CurrentCaller() caller: Caller,
    @IdempotencyKey() _key: string,
    @Body({ schema: Setup }) input: Setup,
  ): Promise<void> {
    return this.setup.setUp(caller, input);
  }

  @Get('progress')
  @Answers(SetupProgress, { problems: ['adminOnly'] })
  progress(@CurrentCaller() caller: Caller): Promise<SetupProgress> {
    return this.setup.progress(caller);
  }
}
