import { RISK_CATEGORIES, RISK_STATES, type ProjectDetail, type Risk } from '@querraum/contracts';
import type { Translate } from '../../core/texts';
import { textIn, textOrNull, type PlanField, type PlanForm } from './plan-fields';
import { unitOptions, withNone } from './plan-options';

type Kind = Risk['kind'];

/** A risk is weighed; an obstacle is there already, and may need somebody's decision. */
export function riskForm(
  kind: Kind,
  { project, units }: { project: ProjectDetail; units: readonly { id: string; name: string }[] },
  risk: Risk | undefined,
  say: Translate,
): PlanForm {
  const label = (key: string) => say(`planning.risk.${key}`);
  const levels = (['1', '2', '3'] as const).map((value) => ({ value, label: say(`planning.risk.level.${value}`) }));
  const categories = RISK_CATEGORIES.map((value) => ({ value, label: say(`planning.risk.category.${value}`) }));
  const deciding = units.map(({ id, name }) => ({ value: id, label: name }));
  const ofKind: PlanField[] =
    kind === 'risk'
      ? [
          { key: 'likelihood', label: label('likelihood'), control: 'choice', options: levels, isNeeded: true },
          { key: 'impact', label: label('impact'), control: 'choice', options: levels, isNeeded: true },
        ]
      : [
          {
            ...{ key: 'decisionUnitId', label: label('decisionUnit'), control: 'choice' },
            options: withNone(deciding, label('noDecision')),
          },
        ];
  return {
    fields: [
      { key: 'title', label: label('title'), control: 'text', isNeeded: true },
      { key: 'category', label: label('categoryLabel'), control: 'choice', options: categories, isNeeded: true },
      { key: 'description', label: label('description'), control: 'words' },
      {
        ...{ key: 'unitId', label: say('planning.unit'), control: 'choice', isNeeded: true },
        options: withNone(unitOptions(project, risk?.unit), say('choose')),
      },
      ...ofKind,
    ],
    values: {
      ...{ title: risk?.title ?? '', description: risk?.description ?? '', category: risk?.category ?? 'personnel' },
      ...{ unitId: risk?.unit.id ?? '', decisionUnitId: risk?.decisionUnit?.id ?? '' },
      ...{ likelihood: String(risk?.likelihood ?? 2), impact: String(risk?.impact ?? 2) },
    },
    entryOf: (values) => ({
      ...{ kind, title: textIn(values, 'title'), category: textIn(values, 'category') },
      ...{ description: textIn(values, 'description'), unitId: textIn(values, 'unitId') },
      ...(kind === 'risk'
        ? { likelihood: Number(textIn(values, 'likelihood')), impact: Number(textIn(values, 'impact')) }
        : { decisionUnitId: textOrNull(values, 'decisionUnitId') }),
    }),
  };
}

export function riskStepForm(risk: Risk, say: Translate): PlanForm {
  const options = RISK_STATES.map((value) => ({ value, label: say(`planning.risk.state.${value}`) }));
  return {
    fields: [
      { key: 'state', label: say('planning.state'), control: 'choice', options, isNeeded: true },
      { key: 'words', label: say('planning.risk.words'), hint: say('planning.risk.wordsHint'), control: 'words' },
    ],
    values: { state: risk.state, words: risk.words },
    entryOf: (values) => ({ state: textIn(values, 'state'), words: textIn(values, 'words') }),
  };
}
