import { UNSAID_OF_ERRORS } from '@querraum/server';
import { type DestinationStream, type Logger, pino } from 'pino';

export const workerLog = (level: string, destination?: DestinationStream): Logger =>
  pino(
    { level, name: 'worker', redact: { paths: [...UNSAID_OF_ERRORS], remove: true } },
    destination ?? pino.destination(1),
  );
