export * from './calendar.service';
export * from './closed-days';
export * from './test-clock.service';
