export * from './closing.service';
export * from './handovers.service';
export { openMatters } from './open-matters';
export * from './participants.service';
export * from './reference-scheme.service';
export * from './similar.service';
export { tellUnits } from './tell-units';
