/** Reference model, random histories and their comparison, for whoever has to prove the same of another door to the engine. */
export * from './compare';
export * from './coverage';
export * from './engine-run';
export * from './engine-view';
export * from './generate';
export * from './properties';
export * from './random';
export * from './run-model';
export * from './view';
export * from './world';
