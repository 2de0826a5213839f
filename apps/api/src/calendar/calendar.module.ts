import { Module } from '@nestjs/common';
import { CalendarChangesService, CalendarService, TestClockService } from '@querraum/server';
import { CalendarChangesController } from './calendar-changes.controller';
import { CalendarController } from './calendar.controller';
import { TestClockController } from './test-clock.controller';

@Module({
  controllers: [CalendarController, CalendarChangesController, TestClockController],
  providers: [CalendarService, CalendarChangesService, TestClockService],
})
export class CalendarModule {}
