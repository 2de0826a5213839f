import { Module } from '@nestjs/common';
import { CalendarService, TestClockService } from '@querraum/server';
import { CalendarController } from './calendar.controller';
import { TestClockController } from './test-clock.controller';

@Module({ controllers: [CalendarController, TestClockController], providers: [CalendarService, TestClockService] })
export class CalendarModule {}
