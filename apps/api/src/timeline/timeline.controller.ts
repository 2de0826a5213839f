import { Controller, Get, Query } from '@nestjs/common';
import { pageOf, PageQuery, ProjectHolder, TimelineEntry, TimelineQuery, type Page } from '@querraum/contracts';
import { HoldersService, TimelineService, type Caller } from '@querraum/server';
import { Answers, CurrentCaller, PathId } from '../http';

@Controller('projects/:id')
export class TimelineController {
  constructor(
    private readonly timeline: TimelineService,
    private readonly holders: HoldersService,
  ) {}

  @Get('timeline')
  @Answers(pageOf(TimelineEntry), { problems: ['notFound'] })
  list(
    @CurrentCaller() caller: Caller,
    @PathId() id: string,
    @Query({ schema: TimelineQuery.strict() }) query: TimelineQuery,
  ): Promise<Page<TimelineEntry>> {
    return this.timeline.list(caller, id, query);
  }

  /** Who has it, the most urgent first. */
  @Get('holders')
  @Answers(pageOf(ProjectHolder), { problems: ['notFound'] })
  listHolders(
    @CurrentCaller() caller: Caller,
    @PathId() id: string,
    @Query({ schema: PageQuery.strict() }) query: PageQuery,
  ): Promise<Page<ProjectHolder>> {
    return this.holders.list(caller, id, query);
  }
}
