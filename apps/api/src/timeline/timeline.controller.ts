import { Controller, Get, Query } from '@nestjs/common';
import { pageOf, TimelineEntry, TimelineQuery, type Page } from '@querraum/contracts';
import { TimelineService, type Caller } from '@querraum/server';
import { Answers, CurrentCaller, PathId } from '../http';

@Controller('projects/:id')
export class TimelineController {
  constructor(private readonly timeline: TimelineService) {}

  @Get('timeline')
  @Answers(pageOf(TimelineEntry), { problems: ['notFound'] })
  list(
    @CurrentCaller() caller: Caller,
    @PathId() id: string,
    @Query({ schema: TimelineQuery.strict() }) query: TimelineQuery,
  ): Promise<Page<TimelineEntry>> {
    return this.timeline.list(caller, id, query);
  }
}
