export * from './definition';
export * from './vocabulary';
export * from './state';
export * from './effects';
export * from './advance';
