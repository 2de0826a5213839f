import {
  DEPARTMENT_NAMES,
  type TemplateContent,
  type TemplateFault,
  type TemplatePart,
  type TemplateUnit,
} from '@querraum/contracts';
import type { Department, LocalizedText } from '@querraum/workflow';

export interface PlaceUnit {
  id: string;
  name: string;
  department: Department | null;
  isGone: boolean;
}

/** Where the parts of a template would begin. */
export interface Place {
  leadUnitId: string;
  /** The units that take part, the lead first. */
  parties: PlaceUnit[];
  /** Every unit of the house, also those that are dissolved. */
  house: PlaceUnit[];
  /** The procedures that the house has released, by their id. */
  procedures: Map<string, LocalizedText>;
}

type Found = { unitId: string } | Pick<TemplateFault, 'reason' | 'about'>;

/** Measures and milestones lie with those who take part; a task may be given to any unit of the house. */
type Reach = 'party' | 'house';

/** The unit that a part lies with in this place, or why there is none. */
export function findUnit(unit: TemplateUnit, place: Place, reach: Reach): Found {
  if (unit.kind === 'lead') return { unitId: place.leadUnitId };
  if (unit.kind === 'unit') return findNamed(unit.unitId, place, reach);
  const isOf = (one: PlaceUnit) => one.department === unit.department && !one.isGone;
  const party = place.parties.find(isOf);
  if (party) return { unitId: party.id };
  const inHouse = place.house.find(isOf);
  const about = DEPARTMENT_NAMES[unit.department];
  if (!inHouse) return { reason: 'departmentGone', about };
  return reach === 'house' ? { unitId: inHouse.id } : { reason: 'departmentAbsent', about };
}

function findNamed(unitId: string, place: Place, reach: Reach): Found {
  const party = place.parties.find(({ id }) => id === unitId);
  const unit = party ?? place.house.find(({ id }) => id === unitId);
  const name = unit?.name ?? unitId;
  const about = { de: name, en: name };
  if (!unit || unit.isGone) return { reason: 'unitGone', about };
  return party || reach === 'house' ? { unitId } : { reason: 'unitAbsent', about };
}

/** The unit of a part that has no fault there. */
export function unitIn(place: Place, unit: TemplateUnit, reach: Reach): string {
  const found = findUnit(unit, place, reach);
  if ('unitId' in found) return found.unitId;
  throw new Error(`A part without its unit was let through: ${found.reason}`);
}

/** The same, where the lead has what would lie with a unit that is dissolved or does not take part. */
export function fittedTo(content: TemplateContent, place: Place): TemplateContent {
  const fitting =
    (reach: Reach) =>
    <T extends { unit: TemplateUnit }>(part: T): T =>
      'unitId' in findUnit(part.unit, place, reach) ? part : { ...part, unit: { kind: 'lead' } };
  return {
    ...content,
    milestones: content.milestones.map(fitting('party')),
    measures: content.measures.map(fitting('party')),
    tasks: content.tasks.map(fitting('house')),
  };
}

/** Every part that cannot begin there, with its reason. */
export function faultsOf(content: TemplateContent, place: Place): TemplateFault[] {
  const parts: [TemplatePart, string, TemplateUnit, Reach][] = [
    ...content.milestones.map((one) => row('milestone', one.name, one.unit, 'party')),
    ...content.measures.map((one) => row('measure', one.title, one.unit, 'party')),
    ...content.tasks.map((one) => row('task', one.title, one.unit, 'house')),
  ];
  const ofUnits = parts.flatMap(([part, title, unit, reach]): TemplateFault[] => {
    const found = findUnit(unit, place, reach);
    return 'unitId' in found ? [] : [{ part, title, ...found }];
  });
  const ofProcedures = content.procedures
    .filter(({ procedureId }) => !place.procedures.has(procedureId))
    .map(({ procedureId }): TemplateFault => ({
      part: 'procedure',
      title: procedureId,
      reason: 'procedureGone',
      about: { de: procedureId, en: procedureId },
    }));
  return [...ofUnits, ...ofProcedures];
}

const row = (
  part: TemplatePart,
  title: string,
  unit: TemplateUnit,
  reach: Reach,
): [TemplatePart, string, TemplateUnit, Reach] => [part, title, unit, reach];

const PART_WORDS = {
  phase: { de: 'Phase', en: 'Phase' },
  milestone: { de: 'Meilenstein', en: 'Milestone' },
  measure: { de: 'Maßnahme', en: 'Measure' },
  task: { de: 'Aufgabe', en: 'Task' },
  document: { de: 'Dokument', en: 'Document' },
  procedure: { de: 'Verfahren', en: 'Procedure' },
} as const satisfies Record<TemplatePart, LocalizedText>;

const REASON_WORDS = {
  unitGone: { de: 'ist aufgelöst', en: 'is dissolved' },
  unitAbsent: { de: 'nimmt nicht teil', en: 'does not take part' },
  departmentGone: { de: 'hat im Haus keine Einheit', en: 'has no unit in the house' },
  departmentAbsent: { de: 'nimmt nicht teil', en: 'does not take part' },
  procedureGone: { de: 'ist nicht freigegeben', en: 'has not been released' },
} as const satisfies Record<TemplateFault['reason'], LocalizedText>;

/** „Maßnahme „Spielplatz“: Jugend nimmt nicht teil.“, one sentence a fault. */
export function faultWords(faults: TemplateFault[]): LocalizedText {
  const sentence = ({ part, title, reason, about }: TemplateFault, language: 'de' | 'en') => {
    const [open, close] = language === 'de' ? ['„', '“'] : ['“', '”'];
    const what = `${PART_WORDS[part][language]} ${open}${title}${close}`;
    return reason === 'procedureGone'
      ? `${what} ${REASON_WORDS[reason][language]}.`
      : `${what}: ${about[language]} ${REASON_WORDS[reason][language]}.`;
  };
  return {
    de: faults.map((fault) => sentence(fault, 'de')).join(' '),
    en: faults.map((fault) => sentence(fault, 'en')).join(' '),
  };
}
