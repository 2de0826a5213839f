import { Module } from '@nestjs/common';
import { CalendarFeedsService, TimelineService } from '@querraum/server';
import { CalendarFeedsController } from './calendar-feeds.controller';
import { TimelineController } from './timeline.controller';

@Module({
  controllers: [TimelineController, CalendarFeedsController],
  providers: [TimelineService, CalendarFeedsService],
})
export class TimelineModule {}
