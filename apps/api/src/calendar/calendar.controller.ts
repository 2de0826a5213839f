import { Body, Controller, Delete, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { DeadlinePreview, DeadlineQuery, Holiday, HolidayQuery, HouseDay, LocalDate } from '@querraum/contracts';
import { CalendarService, type Caller } from '@querraum/server';
import { z } from 'zod';
import { Answers, CurrentCaller, IdempotencyKey } from '../http';

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

  @Post('calendar/house-days')
  @Answers(HouseDay, { status: 201, problems: ['adminOnly', 'houseDayTaken', 'idempotencyKeyReused'] })
  addHouseDay(
    @CurrentCaller() caller: Caller,
    @IdempotencyKey() key: string,
    @Body({ schema: HouseDay }) day: HouseDay,
  ): Promise<HouseDay> {
    return this.calendar.addHouseDay(caller, key, day);
  }

  @Delete('calendar/house-days/:date')
  @HttpCode(204)
  @Answers(null, { problems: ['adminOnly', 'notFound', 'idempotencyKeyReused'] })
  async removeHouseDay(
    @CurrentCaller() caller: Caller,
    @IdempotencyKey() key: string,
    @Param('date', { schema: LocalDate }) date: string,
  ): Promise<void> {
    await this.calendar.removeHouseDay(caller, key, date);
  }
}
