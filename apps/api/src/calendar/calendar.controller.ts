import { Controller, Get, Query } from '@nestjs/common';
import {
  CalendarQuery,
  DeadlinePreview,
  DeadlineQuery,
  Holiday,
  HolidayQuery,
  HouseCalendar,
  HouseDay,
} from '@querraum/contracts';
import { CalendarService, type Caller } from '@querraum/server';
import { z } from 'zod';
import { Answers, CurrentCaller } from '../http';

@Controller()
export class CalendarController {
  constructor(private readonly calendar: CalendarService) {}

  @Get('deadline-preview')
  @Answers(DeadlinePreview)
  previewDeadline(
    @CurrentCaller() caller: Caller,
    @Query({ schema: DeadlineQuery.strict() }) query: DeadlineQuery,
  ): Promise<DeadlinePreview> {
    return this.calendar.previewDeadline(caller, query);
  }

  @Get('calendar')
  @Answers(HouseCalendar)
  year(
    @CurrentCaller() caller: Caller,
    @Query({ schema: CalendarQuery.strict() }) query: CalendarQuery,
  ): Promise<HouseCalendar> {
    return this.calendar.year(caller, query);
  }

  @Get('calendar/holidays')
  @Answers(z.object({ items: z.array(Holiday) }))
  async holidays(
    @CurrentCaller() caller: Caller,
    @Query({ schema: HolidayQuery.strict() }) query: HolidayQuery,
  ): Promise<{ items: Holiday[] }> {
    return { items: await this.calendar.holidays(caller, query) };
  }

  @Get('calendar/house-days')
  @Answers(z.object({ items: z.array(HouseDay) }))
  async houseDays(@CurrentCaller() caller: Caller): Promise<{ items: HouseDay[] }> {
    return { items: await this.calendar.houseDays(caller) };
  }
}
