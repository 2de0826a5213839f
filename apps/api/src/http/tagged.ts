import type { Response } from 'express';

/** The revision as the ETag that the next change must name. */
export function tagged<T extends { revision: number }>(response: Response, shown: T): T {
  response.setHeader('ETag', `"${shown.revision}"`);
  return shown;
}
