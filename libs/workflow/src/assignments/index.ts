export * from './kinds';
export * from './rules';
export * from './waiting';
export * from './due';
