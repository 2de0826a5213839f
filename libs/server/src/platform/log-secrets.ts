/** What a failed statement was given are words of files: logs are read by more people than those. Paths for pino's redaction. */
export const UNSAID_OF_ERRORS = ['err.parameters', 'err.detail', 'err.driverError'] as const;
