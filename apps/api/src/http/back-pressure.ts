import { DomainError } from '@querraum/server';
import type { NextFunction, Request, Response } from 'express';

/** They ask nothing of the database. */
const UNASKING = /^\/health\//;
/** It holds no place once it is open. */
const LASTING = /^\/tasks\/stream$/;

/** How many requests are under way, and how many were turned away so far. */
export interface Crowd {
  underWay: number;
  turnedAway: number;
}

/**
 * Above so many requests at once the next one is refused straight away, with the word when to come again: where all wait
 * in one growing line, nobody is served in time. Whose client has given up is under way no more, but keeps its place in
 * the line for a connection.
 */
export function refuseWhenCrowded(most: number, inLine: () => number, crowd: Crowd = { underWay: 0, turnedAway: 0 }) {
  return (request: Request, response: Response, next: NextFunction): void => {
    if (UNASKING.test(request.path)) return next();
    const isLasting = LASTING.test(request.path);
    if (inLine() >= most || (!isLasting && crowd.underWay >= most)) {
      crowd.turnedAway += 1;
      return next(new DomainError('crowded'));
    }
    if (isLasting) return next();
    crowd.underWay += 1;
    response.once('close', () => {
      crowd.underWay -= 1;
    });
    next();
  };
}
