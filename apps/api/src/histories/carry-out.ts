import type { Command } from './commands';
import type { Unit } from './city';
import { standing, takeBack, takeBackParts, waitsFor, wake, type Model, type ModelTask } from './model';
import { personOf } from './city';

/** Ids that the product has given to what the command brought, in the order of its addressees. */
export interface Given {
  taskIds: string[];
  offerId: string;
}

/** Does in the model what the product must have done: only after no reason spoke against it. */
export function carryOut(model: Model, command: Command, given: Given): void {
  if ('task' in command) {
    const task = model.tasks.get(command.task);
    if (task) onTask(model, command, task, given);
  } else if ('offer' in command) settle(model, command);
  else onProject(model, command, given);
  wake(model);
}

type OfProject = Exclude<Command, { task: string } | { offer: string }>;

function onProject(model: Model, command: OfProject, given: Given): void {
  switch (command.type) {
    case 'issue':
      add(model, command, { issuer: personOf(command.by).unit ?? model.lead, parent: null, due: command.due }, given);
      break;
    case 'addParticipant':
    case 'changeParticipant':
      model.participants.set(command.unit, command.involvement);
      break;
    case 'endParticipant':
      model.participants.delete(command.unit);
      break;
    case 'offer':
      if (command.to !== 'dissolved')
        model.offers.push({
          id: given.offerId,
          to: command.to,
          involvement: command.involvement,
          tookPart: model.participants.has(command.to),
          state: 'offered',
        });
      break;
    case 'close':
      model.isOpen = false;
      break;
    case 'reopen':
      model.isOpen = true;
      break;
    case 'rename':
      break;
  }
}

function settle(model: Model, { type }: Extract<Command, { offer: string }>): void {
  const offer = standing(model);
  if (!offer) throw new Error('nothing was offered');
  if (type === 'withdrawLead') offer.state = 'withdrawn';
  if (type === 'declineLead') offer.state = 'declined';
  if (type !== 'acceptLead') return;
  offer.state = 'accepted';
  const before = model.lead;
  model.participants.delete(offer.to);
  model.lead = offer.to;
  if (offer.involvement) model.participants.set(before, offer.involvement);
}

type Gift = Extract<Command, { type: 'issue' | 'issuePart' }>;

function add(
  model: Model,
  { kind, to, dependsOn, acceptance }: Gift,
  { issuer, parent, due }: { issuer: Unit; parent: string | null; due: number | null },
  { taskIds }: Given,
): void {
  const state = waitsFor(model, dependsOn) ? 'waiting' : 'open';
  for (const [index, { unit, person }] of to.entries()) {
    const id = taskIds[index];
    if (id === undefined || unit === 'dissolved') throw new Error('the product gave fewer tasks than were asked for');
    model.tasks.set(id, {
      ...{ id, kind, state, unit, person: person ?? null, owner: person ?? null, issuer, parent, due },
      acceptance: kind === 'completion' ? acceptance : kind !== 'takeNote',
      dependsOn: new Set(dependsOn),
      wasHeld: false,
      revision: 1,
    });
  }
}

function onTask(model: Model, command: Extract<Command, { task: string }>, task: ModelTask, given: Given): void {
  const addressed = (to: { unit: Unit | 'dissolved'; person?: typeof task.owner }): void => {
    if (to.unit !== 'dissolved') task.unit = to.unit;
    task.person = to.person ?? null;
    task.owner = to.person ?? null;
  };
  switch (command.type) {
    case 'claim':
      task.owner = command.by;
      break;
    case 'release':
      task.owner = null;
      break;
    case 'answer':
      takeBackParts(model, task);
      task.state = task.acceptance ? 'answered' : 'accepted';
      break;
    case 'decline':
      takeBackParts(model, task);
      task.state = 'declined';
      task.owner = null;
      break;
    case 'handOver':
      if (command.to.unit !== task.unit) takeBackParts(model, task);
      addressed(command.to);
      break;
    case 'accept':
      task.state = 'accepted';
      break;
    case 'sendBack':
      task.state = 'open';
      break;
    case 'takeBack':
      takeBack(model, task);
      break;
    case 'readdress':
      addressed(command.to);
      task.state = 'open';
      break;
    case 'extend':
      task.due = command.due;
      break;
    case 'setDependencies':
      task.dependsOn = new Set(command.dependsOn);
      task.state = waitsFor(model, command.dependsOn) ? 'waiting' : 'open';
      break;
    case 'issuePart':
      add(model, command, { issuer: task.unit, parent: task.id, due: command.due ?? task.due }, given);
      break;
  }
}
