import { MEASURE_STATES, TARGET_GROUPS, type Measure, type ProjectDetail } from '@querraum/contracts';
import type { Translate } from '../../core/texts';
import { choicesIn, textIn, textOrNull, type PlanForm, type PlanValues } from './plan-fields';
import { unitOptions, withNone } from './plan-options';

const namesIn = (text: string): string[] => [...new Set(text.split('\n').map((line) => line.trim()))].filter(Boolean);
const areaId = ({ edition, key }: { edition: string; key: string }) => `${edition}:${key}`;

/** A measure as the server wants it; partners outside of the administration stand one a line. */
export function measureEntryOf(values: PlanValues): object {
  return {
    ...{ title: textIn(values, 'title'), description: textIn(values, 'description') },
    ...{ leadUnitId: textIn(values, 'leadUnitId'), targetGroup: textIn(values, 'targetGroup') },
    partners: [
      ...choicesIn(values, 'partnerUnits').map((unitId) => ({ unitId })),
      ...namesIn(textIn(values, 'partners')).map((name) => ({ name })),
    ],
    areas: choicesIn(values, 'areas').map((id) => {
      const [edition, key] = id.split(':');
      return { edition, key };
    }),
    ...{ from: textOrNull(values, 'from'), to: textOrNull(values, 'to'), isKey: values['isKey'] === true },
  };
}

export function measureValuesOf(measure: Measure | undefined): PlanValues {
  return {
    ...{ title: measure?.title ?? '', description: measure?.description ?? '', isKey: measure?.isKey ?? false },
    ...{ leadUnitId: measure?.leadUnit.id ?? '', targetGroup: measure?.targetGroup ?? '' },
    partnerUnits: (measure?.partners ?? []).flatMap(({ unitId }) => unitId ?? []),
    partners: (measure?.partners ?? []).flatMap(({ unitId, name }) => (unitId === null ? name : [])).join('\n'),
    areas: (measure?.areas ?? []).map(areaId),
    ...{ from: measure?.from ?? '', to: measure?.to ?? '' },
  };
}

export function measureForm(project: ProjectDetail, measure: Measure | undefined, say: Translate): PlanForm {
  const label = (key: string) => say(`planning.measure.${key}`);
  const units = unitOptions(project, measure?.leadUnit);
  const partners = new Map(unitOptions(project).map((option) => [option.value, option]));
  for (const { unitId, name } of measure?.partners ?? [])
    if (unitId !== null) partners.set(unitId, { value: unitId, label: name });
  const areas = project.areas.map((area) => ({ value: areaId(area), label: `${area.name} (${area.key})` }));
  return {
    fields: [
      { key: 'title', label: label('title'), control: 'text', isNeeded: true },
      { key: 'description', label: label('description'), control: 'words', longest: 4000 },
      {
        ...{ key: 'leadUnitId', label: label('leadUnit'), control: 'choice', isNeeded: true },
        options: withNone(units, say('choose')),
      },
      { key: 'partnerUnits', label: label('partnerUnits'), control: 'checks', options: [...partners.values()] },
      { key: 'partners', label: label('partners'), hint: label('partnersHint'), control: 'words', longest: 4500 },
      {
        ...{ key: 'targetGroup', label: label('targetGroup'), hint: label('targetGroupHint') },
        ...{ control: 'text', ideas: TARGET_GROUPS },
      },
      ...(areas.length > 1
        ? [
            {
              key: 'areas',
              label: label('areas'),
              hint: label('areasHint'),
              control: 'checks',
              options: areas,
            } as const,
          ]
        : []),
      { key: 'from', label: say('planning.from'), control: 'day' },
      { key: 'to', label: say('planning.to'), control: 'day' },
      { key: 'isKey', label: label('isKey'), control: 'check' },
    ],
    values: measureValuesOf(measure),
    entryOf: measureEntryOf,
  };
}

/** How it stands, by the unit with which it lies. */
export function measureStepForm(measure: Measure, say: Translate): PlanForm {
  const options = MEASURE_STATES.map((value) => ({ value, label: say(`planning.measure.state.${value}`) }));
  return {
    fields: [
      { key: 'state', label: say('planning.state'), control: 'choice', options, isNeeded: true },
      {
        ...{ key: 'note', label: say('planning.measure.note'), hint: say('planning.measure.noteHint') },
        control: 'words',
      },
    ],
    values: { state: measure.state, note: measure.note },
    entryOf: (values) => ({ state: textIn(values, 'state'), note: textIn(values, 'note') }),
  };
}
