import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import {
  CalendarChange,
  CalendarChangeEntry,
  CalendarChangeQuery,
  CalendarEffect,
  pageOf,
  PageQuery,
  type Page,
} from '@querraum/contracts';
import { CalendarChangesService, CalendarService, type Caller } from '@querraum/server';
import { Answers, CurrentCaller, IdempotencyKey, Revision } from '../http';

const PROBLEMS = ['adminOnly', 'houseDayTaken', 'houseDayPast', 'houseDayNoHoliday', 'houseDayMissing'] as const;

@Controller('calendar')
export class CalendarChangesController {
  constructor(
    private readonly calendar: CalendarService,
    private readonly calendarChanges: CalendarChangesService,
  ) {}

  @Get('changes')
  @Answers(pageOf(CalendarChangeEntry), { problems: ['adminOnly'] })
  changes(
    @CurrentCaller() caller: Caller,
    @Query({ schema: PageQuery.strict() }) query: PageQuery,
  ): Promise<Page<CalendarChangeEntry>> {
    return this.calendar.changes(caller, query);
  }

  /** Says which Fristen the change would move. */
  @Get('preview')
  @Answers(CalendarEffect, { problems: [...PROBLEMS] })
  preview(
    @CurrentCaller() caller: Caller,
    @Query({ schema: CalendarChangeQuery }) { change }: CalendarChangeQuery,
  ): Promise<CalendarEffect> {
    return this.calendarChanges.preview(caller, change);
  }

  @Post('changes')
  @Answers(CalendarEffect, {
    status: 201,
    problems: [...PROBLEMS, 'revisionRequired', 'revisionConflict', 'idempotencyKeyReused'],
  })
  change(
    @CurrentCaller() caller: Caller,
    @IdempotencyKey() key: string,
    @Revision() revision: number,
    @Body({ schema: CalendarChange }) change: CalendarChange,
  ): Promise<CalendarEffect> {
    return this.calendarChanges.change(caller, key, revision, change);
  }
}
