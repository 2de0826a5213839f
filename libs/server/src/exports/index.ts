export * from './erase-exports';
export * from './exports.service';
export * from './make-export';
export * from './piece';
