import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { IncidentSkip, JobRegister, WorkItem, WorkItemQuery, WorkItems } from '@querraum/contracts';
import { JobRegisterService, WorkItemsService, type Caller } from '@querraum/server';
import { Answers, CurrentCaller, IdempotencyKey, PathId } from '../http';

const SETTLE = ['adminOnly', 'notFound', 'notIncident', 'idempotencyKeyReused'] as const;

/** What runs in the background, for the administrators of the house. */
@Controller()
export class OperationsController {
  constructor(
    private readonly jobRegister: JobRegisterService,
    private readonly workItems: WorkItemsService,
  ) {}

  @Get('jobs')
  @Answers(JobRegister, { problems: ['adminOnly'] })
  register(@CurrentCaller() caller: Caller): Promise<JobRegister> {
    return this.jobRegister.get(caller);
  }

  @Get('work-items')
  @Answers(WorkItems, { problems: ['adminOnly'] })
  list(
    @CurrentCaller() caller: Caller,
    @Query({ schema: WorkItemQuery.strict() }) query: WorkItemQuery,
  ): Promise<WorkItems> {
    return this.workItems.list(caller, query);
  }

  @Get('work-items/:id')
  @Answers(WorkItem, { problems: ['adminOnly', 'notFound'] })
  get(@CurrentCaller() caller: Caller, @PathId() id: string): Promise<WorkItem> {
    return this.workItems.get(caller, id);
  }

  @Post('work-items/:id/retry')
  @HttpCode(200)
  @Answers(WorkItem, { problems: SETTLE })
  retry(@CurrentCaller() caller: Caller, @IdempotencyKey() key: string, @PathId() id: string): Promise<WorkItem> {
    return this.workItems.retry(caller, key, id);
  }

  @Post('work-items/:id/skip')
  @HttpCode(200)
  @Answers(WorkItem, { problems: [...SETTLE, 'incidentShared', 'incidentUnfinished'] })
  skip(
    @CurrentCaller() caller: Caller,
    @IdempotencyKey() key: string,
    @PathId() id: string,
    @Body({ schema: IncidentSkip }) input: IncidentSkip,
  ): Promise<WorkItem> {
    return this.workItems.skip(caller, key, id, input);
  }
}
