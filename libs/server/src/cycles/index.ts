export * from './cycles.service';
export * from './renewals.service';
export { tickCycle } from './tick-cycle';
