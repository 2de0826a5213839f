export * from './holders.service';
export * from './timeline.service';
export * from './calendar-feeds.service';
