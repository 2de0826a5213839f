/**
 * What an error says of the statement or command that failed. What a statement was given are words of files, what Redis was
 * given may be its password: logs are read by more people than those. Paths for pino's redaction.
 */
export const UNSAID_OF_ERRORS = ['err.parameters', 'err.detail', 'err.driverError', 'err.command'] as const;
