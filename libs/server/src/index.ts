export * from './platform';
export * from './database';
export * from './organisation';
export * from './calendar';
export * from './projects';
export * from './runs';
export * from './tasks';
export * from './documents';
