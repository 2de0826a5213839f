export * from './calendar.service';
export * from './closed-days';
export * from './due-viewer';
export * from './house-calendar';
export * from './test-clock.service';
