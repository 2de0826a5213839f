import { Controller, Get, Query } from '@nestjs/common';
import { ExternalWork, ExternalWorkQuery } from '@querraum/contracts';
import { RunModelService, type Caller } from '@querraum/server';
import { Answers, CurrentCaller } from '../http';

/** Where a worker outside finds what is to be done; it reports the result at the run. */
@Controller('external-work')
export class ExternalWorkController {
  constructor(private readonly model: RunModelService) {}

  @Get()
  @Answers(ExternalWork)
  openWork(
    @CurrentCaller() caller: Caller,
    @Query({ schema: ExternalWorkQuery }) query: ExternalWorkQuery,
  ): Promise<ExternalWork> {
    return this.model.openWork(caller, query);
  }
}
