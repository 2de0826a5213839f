import { Module } from '@nestjs/common';
import { CalendarFeedsService, HoldersService, TimelineService } from '@querraum/server';
import { CalendarFeedsController } from './calendar-feeds.controller';
import { TimelineController } from './timeline.controller';

@Module({
  controllers: [TimelineController, CalendarFeedsController],
  providers: [TimelineService, HoldersService, CalendarFeedsService],
})
export class TimelineModule {}
