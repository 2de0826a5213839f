import { Injectable } from '@nestjs/common';
import type {
  AcceptAssignment,
  AssignmentAnswer,
  AssignmentDependencies,
  AssignmentOutcome,
  AttachDocument,
  ExtendAssignment,
  HandOverAssignment,
  ReaddressAssignment,
  SendBackAssignment,
  TickChecklist,
} from '@querraum/contracts';
import type { AssignmentAct } from '@querraum/workflow';
import { Transactions, type Caller } from '../platform';
import { accept, extend, readdress, sendBack, takeBack } from './acts-of-issuer';
import { answer, decline, handOver } from './acts-of-addressee';
import { attachDocument, setDependencies, tickItem } from './acts-of-both';
import { perform, type Act } from './act';
import { actOn } from './assignment-authority';
import { outcomeOf } from './assignment-view';

type Command<T> = (caller: Caller, key: string, id: string, input: T, revision?: number) => Promise<AssignmentOutcome>;

/** What people do with tasks by hand: each act is one transaction under the lock of the project. */
@Injectable()
export class AssignmentActsService {
  constructor(private readonly transactions: Transactions) {}

  readonly answer: Command<AssignmentAnswer> = (...given) => this.act('answer', answer, ...given);
  readonly decline: Command<{ reason: string }> = (...given) => this.act('decline', decline, ...given);
  readonly accept: Command<AcceptAssignment> = (...given) => this.act('accept', accept, ...given);
  readonly sendBack: Command<SendBackAssignment> = (...given) => this.act('sendBack', sendBack, ...given);
  readonly takeBack: Command<{ reason: string }> = (...given) => this.act('takeBack', takeBack, ...given);
  readonly readdress: Command<ReaddressAssignment> = (...given) => this.act('readdress', readdress, ...given);
  readonly extend: Command<ExtendAssignment> = (...given) => this.act('extend', extend, ...given);
  readonly tick: Command<TickChecklist> = (...given) => this.act('tick', tickItem, ...given);
  readonly attach: Command<AttachDocument> = (...given) => this.act('addDocument', attachDocument, ...given);
  readonly setDependencies: Command<AssignmentDependencies> = (...given) =>
    this.act('changeDependencies', setDependencies, ...given);
  readonly handOver: Command<HandOverAssignment> = (...given) => this.act('handOver', handOver, ...given);

  private act<T extends object>(
    name: AssignmentAct,
    act: (work: Act, input: T) => Promise<void>,
    caller: Caller,
    key: string,
    id: string,
    input: T,
    revision?: number,
  ): Promise<AssignmentOutcome> {
    const request = { command: `assignment.${name}`, id, revision: revision ?? null, input };
    return this.transactions.command(caller, { key, request }, async (tx) => {
      const acted = await actOn(tx, id, name, revision);
      await perform(tx, acted, (work) => act(work, input));
      return outcomeOf(tx, id);
    });
  }
}
