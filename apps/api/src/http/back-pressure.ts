import { DomainError } from '@querraum/server';
import type { NextFunction, Request, Response } from 'express';

/** They ask nothing of the database, or hold no place while they wait. */
const UNCOUNTED = /^\/(health\/|tasks\/stream$)/;

/** How many requests are under way, and how many were turned away so far. */
export interface Crowd {
  underWay: number;
  turnedAway: number;
}

/**
 * Above so many requests at once the next one is refused straight away, with the word when to come again: where all wait
 * in one growing line, nobody is served in time.
 */
export function refuseWhenCrowded(most: number, crowd: Crowd = { underWay: 0, turnedAway: 0 }) {
  return (request: Request, response: Response, next: NextFunction): void => {
    if (UNCOUNTED.test(request.path)) return next();
    if (crowd.underWay >= most) {
      crowd.turnedAway += 1;
      return next(new DomainError('crowded'));
    }
    crowd.underWay += 1;
    response.once('close', () => {
      crowd.underWay -= 1;
    });
    next();
  };
}
