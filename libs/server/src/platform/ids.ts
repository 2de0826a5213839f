import { v7 } from 'uuid';

/** Ids are UUIDv7 made in the application: ordered by time, and the schema runs on every PostgreSQL from 15 on. */
export const newId = (): string => v7();
