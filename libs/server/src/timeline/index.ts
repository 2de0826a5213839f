export * from './timeline.service';
export * from './calendar-feeds.service';
