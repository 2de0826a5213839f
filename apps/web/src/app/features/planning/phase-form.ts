import { PHASE_STATES, type Milestone, type Phase, type ProjectDetail } from '@querraum/contracts';
import type { Translate } from '../../core/texts';
import { textIn, textOrNull, type PlanForm } from './plan-fields';
import { unitOptions, withNone } from './plan-options';

export function phaseForm(phase: Phase | undefined, count: number, say: Translate): PlanForm {
  const places = Array.from({ length: phase === undefined ? count + 1 : count }, (_, index) => String(index + 1));
  return {
    fields: [
      { key: 'name', label: say('planning.phase.name'), control: 'text', isNeeded: true },
      { key: 'from', label: say('planning.from'), control: 'day', isNeeded: true },
      { key: 'to', label: say('planning.to'), hint: say('planning.lastDay'), control: 'day', isNeeded: true },
      {
        ...{ key: 'position', label: say('planning.place'), control: 'choice', isNeeded: true },
        options: places.map((value) => ({ value, label: value })),
      },
    ],
    values: {
      ...{ name: phase?.name ?? '', from: phase?.from ?? '', to: phase?.to ?? '' },
      position: String(phase?.position ?? count + 1),
    },
    entryOf: (values) => ({
      ...{ name: textIn(values, 'name'), from: textIn(values, 'from'), to: textIn(values, 'to') },
      position: Number(textIn(values, 'position')),
    }),
  };
}

export function phaseStepForm(phase: Phase, say: Translate): PlanForm {
  const options = PHASE_STATES.map((value) => ({ value, label: say(`planning.phase.state.${value}`) }));
  return {
    fields: [{ key: 'state', label: say('planning.state'), control: 'choice', options, isNeeded: true }],
    values: { state: phase.state },
    entryOf: (values) => ({ state: textIn(values, 'state') }),
  };
}

export function milestoneForm(
  { project, phases }: { project: ProjectDetail; phases: readonly Phase[] },
  milestone: Milestone | undefined,
  say: Translate,
): PlanForm {
  const units = withNone(unitOptions(project, milestone?.unit), say('choose'));
  const choices = phases.map(({ id, name }) => ({ value: id, label: name }));
  return {
    fields: [
      { key: 'name', label: say('planning.milestone.name'), control: 'text', isNeeded: true },
      { key: 'day', label: say('planning.milestone.day'), control: 'day', isNeeded: true },
      { key: 'unitId', label: say('planning.unit'), control: 'choice', options: units, isNeeded: true },
      {
        ...{ key: 'phaseId', label: say('planning.milestone.phase'), control: 'choice' },
        options: withNone(choices, say('planning.milestone.noPhase')),
      },
    ],
    values: {
      ...{ name: milestone?.name ?? '', day: milestone?.day ?? '' },
      ...{ unitId: milestone?.unit.id ?? '', phaseId: milestone?.phase?.id ?? '' },
    },
    entryOf: (values) => ({
      ...{ name: textIn(values, 'name'), day: textIn(values, 'day'), unitId: textIn(values, 'unitId') },
      phaseId: textOrNull(values, 'phaseId'),
    }),
  };
}

/** Without a day it is not reached. */
export function milestoneStepForm(milestone: Milestone, today: string, say: Translate): PlanForm {
  const hint = say('planning.milestone.doneOnHint');
  return {
    fields: [{ key: 'doneOn', label: say('planning.milestone.doneOn'), hint, control: 'day' }],
    values: { doneOn: milestone.doneOn ?? today },
    entryOf: (values) => ({ doneOn: textOrNull(values, 'doneOn') }),
  };
}

/** Why something leaves the plan. */
export function endForm(say: Translate): PlanForm {
  return {
    fields: [{ key: 'reason', label: say('planning.reason'), control: 'words', isNeeded: true, longest: 1000 }],
    values: { reason: '' },
    entryOf: (values) => ({ reason: textIn(values, 'reason') }),
  };
}
