export * from './calendar.service';
export * from './closed-days';
export * from './house-calendar';
export * from './test-clock.service';
