import { Injectable } from '@nestjs/common';
import { DomainError } from '@querraum/server';
import type { Request } from 'express';
import { hasLeft, leftBefore } from '../http';

const AT_ONCE = 8;
const WAITING = 256;
const OF_ONE_PERSON = 64;

/**
 * How many files one process takes in at once. Others wait, unread, in their turn; who sends more than can wait is told
 * to come again, so that two hundred files at once cost neither memory nor anybody else's turn.
 */
@Injectable()
export class UploadGate {
  private readonly queue: { person: string; enter: () => void }[] = [];
  private readonly ofPerson = new Map<string, number>();
  private inside = 0;

  /** Resolves when it is one's turn, with what is to be called when done; who leaves before then has no turn any more. */
  async enter(person: string, request: Request): Promise<() => void> {
    if (hasLeft(request)) throw leftBefore();
    const own = this.ofPerson.get(person) ?? 0;
    if (own >= OF_ONE_PERSON || this.queue.length >= WAITING) throw new DomainError('uploadsBusy');
    this.ofPerson.set(person, own + 1);
    if (this.inside >= AT_ONCE) await this.turnOf(person, request);
    else this.inside += 1;
    let isOver = false;
    return () => {
      if (isOver) return;
      isOver = true;
      this.leave(person);
    };
  }

  private turnOf(person: string, request: Request): Promise<void> {
    return new Promise((resolve, reject) => {
      const giveUp = () => {
        this.queue.splice(this.queue.indexOf(waiting), 1);
        this.forget(person);
        reject(leftBefore());
      };
      const enter = () => {
        request.off('close', giveUp);
        resolve();
      };
      const waiting = { person, enter };
      request.once('close', giveUp);
      this.queue.push(waiting);
    });
  }

  /** The place goes to whoever waits and has the fewest inside or waiting; among equals the first comes first. */
  private leave(person: string): void {
    this.forget(person);
    let next = 0;
    for (const [index, { person: waiting }] of this.queue.entries())
      if (this.countOf(waiting) < this.countOf(this.queue[next]?.person)) next = index;
    const [chosen] = this.queue.splice(next, 1);
    if (chosen) chosen.enter();
    else this.inside -= 1;
  }

  private forget(person: string): void {
    const own = (this.ofPerson.get(person) ?? 1) - 1;
    if (own > 0) this.ofPerson.set(person, own);
    else this.ofPerson.delete(person);
  }

  private countOf(person: string | undefined): number {
    return person === undefined ? 0 : (this.ofPerson.get(person) ?? 0);
  }
}
