export * from './test-database';
export * from './demo-people';
export * from './demo-template';
export { FILL as STANDING_FILL } from '../migrations/1796500000000-standing-of-projects';
export { OWE_LOOKS, OWE_TICKS } from '../migrations/1798720000000-what-stood-still-is-owed-again';
export { HOSTILE, HOSTILE_NAMES } from '../documents/hostile-files.fixture';
export { pdf } from '../documents/documents.fixture';
export { ASKED_AUDIT, ASKED_HISTORIES } from './asked-histories';
export { missingIn } from './watched-metrics';
