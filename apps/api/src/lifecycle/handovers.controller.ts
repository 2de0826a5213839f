import { Body, Controller, Get, HttpCode, Post } from '@nestjs/common';
import { HandoverAcceptance, HandoverOffer, LeadHandover, WithReason } from '@querraum/contracts';
import { HandoversService, type Caller } from '@querraum/server';
import { z } from 'zod';
import { Answers, CurrentCaller, IdempotencyKey, PathId } from '../http';

const Handovers = z.object({ items: z.array(LeadHandover) });
const WRITE = ['notFound', 'projectClosed', 'idempotencyKeyReused'] as const;
const SETTLED = [...WRITE, 'handoverSettled', 'handoverTooLate'] as const;

/** The Federführung goes to another unit: offered by one, accepted or declined by the other. */
@Controller()
export class HandoversController {
  constructor(private readonly handovers: HandoversService) {}

  @Get('handovers')
  @Answers(Handovers)
  async offered(@CurrentCaller() caller: Caller): Promise<{ items: LeadHandover[] }> {
    return { items: await this.handovers.offered(caller) };
  }

  @Get('projects/:id/handovers')
  @Answers(Handovers, { problems: ['notFound'] })
  async list(@CurrentCaller() caller: Caller, @PathId() id: string): Promise<{ items: LeadHandover[] }> {
    return { items: await this.handovers.list(caller, id) };
  }

  @Post('projects/:id/handovers')
  @Answers(LeadHandover, {
    status: 201,
    problems: [
      ...WRITE,
      'notLead',
      'unitUnknown',
      'handoverToSelf',
      'handoverOtherHouse',
      'handoverPending',
      'participantHolds',
      'periodPast',
    ],
  })
  offer(
    @CurrentCaller() caller: Caller,
    @IdempotencyKey() key: string,
    @PathId() id: string,
    @Body({ schema: HandoverOffer }) input: HandoverOffer,
  ): Promise<LeadHandover> {
    return this.handovers.offer(caller, key, id, input);
  }

  @Post('projects/:id/handovers/:handoverId/acceptance')
  @HttpCode(200)
  @Answers(LeadHandover, { problems: [...SETTLED, 'handoverNotOffered', 'handoverUnitLeft', 'unitUnknown'] })
  accept(
    @CurrentCaller() caller: Caller,
    @IdempotencyKey() key: string,
    @PathId() projectId: string,
    @PathId('handoverId') id: string,
    @Body({ schema: HandoverAcceptance }) input: HandoverAcceptance,
  ): Promise<LeadHandover> {
    return this.handovers.accept(caller, key, { projectId, id }, input);
  }

  @Post('projects/:id/handovers/:handoverId/refusal')
  @HttpCode(200)
  @Answers(LeadHandover, { problems: [...SETTLED, 'handoverNotOffered'] })
  decline(
    @CurrentCaller() caller: Caller,
    @IdempotencyKey() key: string,
    @PathId() projectId: string,
    @PathId('handoverId') id: string,
    @Body({ schema: WithReason }) { reason }: WithReason,
  ): Promise<LeadHandover> {
    return this.handovers.decline(caller, key, { projectId, id }, reason);
  }

  @Post('projects/:id/handovers/:handoverId/withdrawal')
  @HttpCode(200)
  @Answers(LeadHandover, { problems: [...SETTLED, 'notLead'] })
  withdraw(
    @CurrentCaller() caller: Caller,
    @IdempotencyKey() key: string,
    @PathId() projectId: string,
    @PathId('handoverId') id: string,
    @Body({ schema: WithReason }) { reason }: WithReason,
  ): Promise<LeadHandover> {
    return this.handovers.withdraw(caller, key, { projectId, id }, reason);
  }
}
