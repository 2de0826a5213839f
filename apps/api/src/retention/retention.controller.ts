import { Body, Controller, Get, HttpCode, Post, Put, Res } from '@nestjs/common';
import {
  ArchiveAnswerEntry,
  RetentionRegister,
  RetentionRule,
  RetentionRuleInput,
  RetentionView,
  WithReason,
} from '@querraum/contracts';
import { HoldsService, RetentionRegisterService, RetentionService, type Caller } from '@querraum/server';
import type { Response } from 'express';
import { Answers, CurrentCaller, IdempotencyKey, PathId, Revision, tagged } from '../http';

const WRITE = ['notFound', 'idempotencyKeyReused'] as const;
const OF_LEAD = [...WRITE, 'notLead'] as const;
const STOP = ['deletionBegun', 'deletionNone'] as const;

/** The way of a project out of the files. */
@Controller('projects/:id/retention')
export class RetentionController {
  constructor(
    private readonly retention: RetentionService,
    private readonly holds: HoldsService,
  ) {}

  @Get()
  @Answers(RetentionView, { problems: ['notFound'] })
  get(@CurrentCaller() caller: Caller, @PathId() id: string): Promise<RetentionView> {
    return this.retention.get(caller, id);
  }

  @Post('holds')
  @Answers(RetentionView, { status: 201, problems: [...WRITE, 'holdThere', 'deletionBegun', 'noAuthority'] })
  hold(
    @CurrentCaller() caller: Caller,
    @IdempotencyKey() key: string,
    @PathId() id: string,
    @Body({ schema: WithReason }) { reason }: WithReason,
  ): Promise<RetentionView> {
    return this.holds.place(caller, key, id, reason);
  }

  @Post('holds/:holdId/lift')
  @HttpCode(200)
  @Answers(RetentionView, { problems: [...WRITE, 'holdLifted', 'notResponsible'] })
  lift(
    @CurrentCaller() caller: Caller,
    @IdempotencyKey() key: string,
    @PathId() projectId: string,
    @PathId('holdId') id: string,
    @Body({ schema: WithReason }) { reason }: WithReason,
  ): Promise<RetentionView> {
    return this.holds.lift(caller, key, { projectId, id }, reason);
  }

  @Post('offer')
  @Answers(RetentionView, { status: 201, problems: [...OF_LEAD, 'retentionRuns', 'archiveOffered'] })
  offer(@CurrentCaller() caller: Caller, @IdempotencyKey() key: string, @PathId() id: string): Promise<RetentionView> {
    return this.retention.offer(caller, key, id);
  }

  @Post('offer/answer')
  @HttpCode(200)
  @Answers(RetentionView, { problems: [...OF_LEAD, 'archiveNotAsked', 'archiveAnswered'] })
  answer(
    @CurrentCaller() caller: Caller,
    @IdempotencyKey() key: string,
    @PathId() id: string,
    @Body({ schema: ArchiveAnswerEntry }) input: ArchiveAnswerEntry,
  ): Promise<RetentionView> {
    return this.retention.answer(caller, key, id, input);
  }

  @Post('deletion/stop')
  @HttpCode(200)
  @Answers(RetentionView, { problems: [...OF_LEAD, ...STOP] })
  stop(
    @CurrentCaller() caller: Caller,
    @IdempotencyKey() key: string,
    @PathId() id: string,
    @Body({ schema: WithReason }) { reason }: WithReason,
  ): Promise<RetentionView> {
    return this.retention.stop(caller, key, id, reason);
  }
}

/** Retention of the house: the rule, what is due, and the register of deletions. */
@Controller('retention')
export class RetentionRegisterController {
  constructor(private readonly register: RetentionRegisterService) {}

  @Get()
  @Answers(RetentionRegister, { problems: ['adminOnly'] })
  get(@CurrentCaller() caller: Caller): Promise<RetentionRegister> {
    return this.register.get(caller);
  }

  @Put('rule')
  @Answers(RetentionRule, {
    problems: ['adminOnly', 'kindUnknown', 'revisionRequired', 'revisionConflict', 'idempotencyKeyReused'],
  })
  async setRule(
    @CurrentCaller() caller: Caller,
    @IdempotencyKey() key: string,
    @Revision() revision: number,
    @Body({ schema: RetentionRuleInput }) input: RetentionRuleInput,
    @Res({ passthrough: true }) response: Response,
  ): Promise<RetentionRule> {
    return tagged(response, await this.register.setRule(caller, key, revision, input));
  }

  @Post('projects/:id/release')
  @HttpCode(200)
  @Answers(RetentionRegister, {
    problems: [
      ...WRITE,
      'adminOnly',
      'retentionRuns',
      'deletionHeld',
      'archiveNotAsked',
      'deletionWaits',
      'deletionSecondPerson',
      'deletionReleased',
    ],
  })
  release(
    @CurrentCaller() caller: Caller,
    @IdempotencyKey() key: string,
    @PathId() id: string,
  ): Promise<RetentionRegister> {
    return this.register.release(caller, key, id);
  }

  @Post('projects/:id/stop')
  @HttpCode(200)
  @Answers(RetentionRegister, { problems: [...WRITE, 'adminOnly', ...STOP] })
  stop(
    @CurrentCaller() caller: Caller,
    @IdempotencyKey() key: string,
    @PathId() id: string,
    @Body({ schema: WithReason }) { reason }: WithReason,
  ): Promise<RetentionRegister> {
    return this.register.stop(caller, key, id, reason);
  }
}
