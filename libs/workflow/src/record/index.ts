export { firstParting, withoutPersons } from './pseudonyms';
export { firstDifference, Playback, Recorder, textOfHistory } from './recorded';
export type { RecordedCommand, RecordedHistory, RecordedRun, RecordedStep } from './recorded';
