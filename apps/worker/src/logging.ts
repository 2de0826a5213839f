import { type DestinationStream, type Logger, pino } from 'pino';

/** What a failed statement was given are words of files: logs are read by more people than those. */
const UNSAID = ['err.parameters', 'err.detail', 'err.driverError'];

export const workerLog = (level: string, destination?: DestinationStream): Logger =>
  pino({ level, name: 'worker', redact: { paths: UNSAID, remove: true } }, destination ?? pino.destination(1));
