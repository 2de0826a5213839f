import { Body, Controller, Get, HttpCode, Patch, Post, Res } from '@nestjs/common';
import {
  ClosingInput,
  FilingInput,
  NewParticipant,
  ParticipantChange,
  Participation,
  ProjectClosing,
  ProjectDetail,
  WithReason,
} from '@querraum/contracts';
import { ClosingService, ParticipantsService, type Caller } from '@querraum/server';
import type { Response } from 'express';
import { z } from 'zod';
import { Answers, CurrentCaller, IdempotencyKey, PathId, tagged } from '../http';

const WRITE = ['notFound', 'notLead', 'idempotencyKeyReused'] as const;
const OF_OPEN = [...WRITE, 'projectClosed'] as const;
const OF_CLOSED = [...WRITE, 'projectOpen', 'deletionBegun'] as const;

/** Who takes part and why, and how a project ends. */
@Controller('projects/:id')
export class LifecycleController {
  constructor(
    private readonly participants: ParticipantsService,
    private readonly closing: ClosingService,
  ) {}

  @Get('participations')
  @Answers(z.object({ items: z.array(Participation) }), { problems: ['notFound'] })
  async participations(@CurrentCaller() caller: Caller, @PathId() id: string): Promise<{ items: Participation[] }> {
    return { items: await this.participants.list(caller, id) };
  }

  @Post('participants')
  @Answers(ProjectDetail, { status: 201, problems: [...OF_OPEN, 'unitUnknown', 'participantThere'] })
  async addParticipant(
    @CurrentCaller() caller: Caller,
    @IdempotencyKey() key: string,
    @PathId() id: string,
    @Body({ schema: NewParticipant }) input: NewParticipant,
    @Res({ passthrough: true }) response: Response,
  ): Promise<ProjectDetail> {
    return tagged(response, await this.participants.add(caller, key, id, input));
  }

  @Patch('participants/:unitId')
  @Answers(ProjectDetail, { problems: [...OF_OPEN, 'participantUnknown', 'participantSame'] })
  async changeParticipant(
    @CurrentCaller() caller: Caller,
    @IdempotencyKey() key: string,
    @PathId() projectId: string,
    @PathId('unitId') unitId: string,
    @Body({ schema: ParticipantChange }) input: ParticipantChange,
    @Res({ passthrough: true }) response: Response,
  ): Promise<ProjectDetail> {
    return tagged(response, await this.participants.change(caller, key, { projectId, unitId }, input));
  }

  @Post('participants/:unitId/end')
  @HttpCode(200)
  @Answers(ProjectDetail, { problems: [...OF_OPEN, 'participantUnknown', 'participantBusy', 'participantHolds'] })
  async endParticipant(
    @CurrentCaller() caller: Caller,
    @IdempotencyKey() key: string,
    @PathId() projectId: string,
    @PathId('unitId') unitId: string,
    @Body({ schema: WithReason }) { reason }: WithReason,
    @Res({ passthrough: true }) response: Response,
  ): Promise<ProjectDetail> {
    return tagged(response, await this.participants.end(caller, key, { projectId, unitId }, reason));
  }

  @Get('closing')
  @Answers(ProjectClosing, { problems: ['notFound'] })
  getClosing(@CurrentCaller() caller: Caller, @PathId() id: string): Promise<ProjectClosing> {
    return this.closing.get(caller, id);
  }

  @Post('closing')
  @HttpCode(200)
  @Answers(ProjectClosing, { problems: [...OF_OPEN, 'closingBlocked'] })
  close(
    @CurrentCaller() caller: Caller,
    @IdempotencyKey() key: string,
    @PathId() id: string,
    @Body({ schema: ClosingInput }) { note }: ClosingInput,
  ): Promise<ProjectClosing> {
    return this.closing.close(caller, key, id, note);
  }

  @Post('filing')
  @HttpCode(200)
  @Answers(ProjectClosing, { problems: [...OF_CLOSED, 'projectFiled', 'retentionPast'] })
  file(
    @CurrentCaller() caller: Caller,
    @IdempotencyKey() key: string,
    @PathId() id: string,
    @Body({ schema: FilingInput }) input: FilingInput,
  ): Promise<ProjectClosing> {
    return this.closing.file(caller, key, id, input);
  }

  @Post('reopening')
  @HttpCode(200)
  @Answers(ProjectClosing, { problems: OF_CLOSED })
  reopen(
    @CurrentCaller() caller: Caller,
    @IdempotencyKey() key: string,
    @PathId() id: string,
    @Body({ schema: WithReason }) { reason }: WithReason,
  ): Promise<ProjectClosing> {
    return this.closing.reopen(caller, key, id, reason);
  }
}
