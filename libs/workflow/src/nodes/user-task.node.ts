import type { BpmnNodeOf } from '../definition';
import type { ActedBy } from '../effects';
import { textOf, valueOf } from '../expressions';
import type { Run } from '../run';
import type { Json, UserTaskStep } from '../state';
import { at, setVariables } from '../variables';
import type { TaskCommand } from '../vocabulary';
import { activity } from './activity';
import type { ActivityKind } from './node';
import { carryOutOwned, taskOf } from './owned';

type UserTaskNode = BpmnNodeOf<'userTask'>;

/** A list of names, or a text with commas. */
function namesOf(value: Json): string[] {
  const names = Array.isArray(value) ? value.map(String) : value === null ? [] : String(value).split(',');
  return [...new Set(names.map((name) => name.trim()).filter((name) => name !== ''))];
}

type Complete = Extract<TaskCommand, { type: 'complete' }>;

function complete(run: Run, step: UserTaskStep, { words, values = {} }: Complete, acted: ActedBy): null {
  const said = words === undefined ? {} : { words };
  run.record({ type: 'taskCompleted', ...said }, acted, { step, unitId: step.unitId });
  setVariables(run, at(step), values);
  step.completed = true;
  run.closeStep(step);
  return null;
}

/** Benutzeraufgabe of an imported model: its unit does it; whom the model names stands beside it. */
export const userTask: ActivityKind<UserTaskNode, UserTaskStep> = {
  ...activity,
  open: (_node, step) => ({
    ...step,
    type: 'userTask',
    completed: false,
    unitId: '',
    owner: null,
    ownerSince: null,
    title: null,
    assignee: null,
    candidateUsers: [],
    candidateGroups: [],
    dueDate: null,
    priority: null,
  }),
  begun(run, node, step) {
    const value = (text: string | undefined): Json => (text === undefined ? null : valueOf(run, text, at(step)));
    const text = (name: string | undefined): string | null =>
      name === undefined || value(name) === null ? null : textOf(run, name, at(step));
    step.unitId = run.unitsOf(node.addressee ?? { kind: 'lead' })[0] ?? run.facts.leadUnitId;
    step.title = text(node.title);
    step.assignee = text(node.assignee);
    step.candidateUsers = namesOf(value(node.candidateUsers));
    step.candidateGroups = namesOf(value(node.candidateGroups));
    step.dueDate = text(node.dueDate);
    const priority = Number(value(node.priority) ?? Number.NaN);
    step.priority = Number.isFinite(priority) ? priority : null;
    run.notify('newTask', { step, unitId: step.unitId });
  },
  command: (run, _node, step, by, command) =>
    carryOutOwned(run, step, by, command, (given, acted) => complete(run, step, given, acted)),
  tasks: ({ name }, step) => [taskOf(step.title === null ? name : { de: step.title, en: step.title }, step)],
};
