/** Reference model, random histories and their comparison, for whoever has to prove the same of another door to the engine. */
export * as play from '../play';
export * from './compare';
export * from './coverage';
export * from './diagram-faults';
export * from './engine-run';
export * from './engine-view';
export * from './generate';
export * from './properties';
export * from './random';
export { randomDefinition } from './random-definition';
export * from './random-drawing';
export * from './run-model';
export * from './view';
export * from './world';
export type { World } from './round-model';
export { STORY } from '../play-story';
export { authority } from './ruling';
export { frozen } from '../play-frozen';
