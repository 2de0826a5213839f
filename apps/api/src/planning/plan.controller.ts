import { Controller, Get } from '@nestjs/common';
import { Plan } from '@querraum/contracts';
import { PlanService, type Caller } from '@querraum/server';
import { Answers, CurrentCaller, PathId } from '../http';

@Controller('projects/:id/plan')
export class PlanController {
  constructor(private readonly plan: PlanService) {}

  @Get()
  @Answers(Plan, { problems: ['notFound'] })
  get(@CurrentCaller() caller: Caller, @PathId() projectId: string): Promise<Plan> {
    return this.plan.get(caller, projectId);
  }
}
