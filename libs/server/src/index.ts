export * from './platform';
export * from './database';
export * from './projects';
