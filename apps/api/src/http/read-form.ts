import type { Request, RequestHandler, Response } from 'express';
import { InvalidInput } from './invalid-input';

/** One whose body was read to its end is destroyed, too. */
export const hasLeft = (request: Request): boolean => request.destroyed && !request.readableEnded;

/** Nobody reads the answer any more. */
export const leftBefore = (): InvalidInput =>
  new InvalidInput([{ code: 'custom', path: ['file'], message: 'Request closed' }]);

/** Has a form read. Who has left before says so no second time: the reader would wait for it without end. */
export async function readForm(
  read: RequestHandler,
  request: Request,
  response: Response,
  problemOf: (error: Error) => Error,
): Promise<void> {
  if (hasLeft(request)) throw leftBefore();
  await new Promise<void>((resolve, reject) => {
    read(request, response, (error: unknown) => (error instanceof Error ? reject(problemOf(error)) : resolve()));
  });
}
