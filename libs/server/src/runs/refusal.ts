import {
  taskForm,
  type Addressee,
  type Advanced,
  type Bundle,
  type Command,
  type LocalizedText,
  type Refusal,
  type RunState,
} from '@querraum/workflow';
import { DEPARTMENT_NAMES, type ProblemDetails } from '@querraum/contracts';
import { DomainError, type Transaction } from '../platform';
import { namesIn, type Names } from './names';

/** What a step may lack beside the unit of a Ressort. */
const ADDRESSEE_NAMES: Record<string, LocalizedText> = {
  unit: { de: 'die genannte Stelle', en: 'the named unit' },
  lead: { de: 'die Federführung', en: 'the lead unit' },
  participants: { de: 'eine Stelle, die mitzeichnet', en: 'a unit that co-signs' },
  boardMemberOfLead: {
    de: 'ein Bezirksamtsmitglied über der Federführung',
    en: 'a board member above the lead unit',
  },
  superiorOfLead: { de: 'die der Federführung übergeordnete Stelle', en: 'the unit above the lead unit' },
  fact: { de: 'eine Stelle, die eine Angabe nennt', en: 'a unit that a fact names' },
} satisfies Record<Exclude<Addressee['kind'], 'department'>, LocalizedText>;

/** Turns ids and codes of the engine's refusal into words that a person can read. */
export async function refusalError(
  tx: Transaction,
  { refused, state }: Advanced,
  bundle: Bundle,
  command: Command,
): Promise<DomainError> {
  if (!refused) throw new Error('the command was not refused');
  const names = await namesIn(tx, refused.details, state);
  const details: ProblemDetails = {};
  for (const [key, value] of Object.entries(refused.details ?? {}))
    details[key] = key === 'missing' ? missingInWords(String(value), state, names) : nameOf(value, names);
  const { fact } = refused.details ?? {};
  if (typeof fact === 'string') details['field'] = fieldInWords(fact, bundle, state, command);
  if (refused.code === 'notReturnable') details['because'] = becauseInWords(refused);
  return new DomainError(refused.code, details);
}

/** An entry by its name: a fact of the procedure, or what the step asks beside the facts. */
function fieldInWords(key: string, bundle: Bundle, state: RunState, command: Command): LocalizedText {
  const seatId = command.type === 'step' && 'seatId' in command.command ? command.command.seatId : null;
  const form = command.type === 'step' ? taskForm(bundle, state, command.stepId, seatId) : null;
  const known = [...(form?.fields ?? []), ...(bundle.definition.facts ?? [])].find((field) => field.key === key);
  return known?.name ?? { de: key, en: key };
}

const BECAUSE: Record<string, LocalizedText> = {
  noStep: { de: 'Es ist kein Schritt, der zu tun ist', en: 'it is no step that is to be done' },
  insideParallel: {
    de: 'Er gehört zu einem Block mit mehreren Zweigen; gehen Sie vor diesen Block zurück',
    en: 'it belongs to a block with several branches; go back before that block',
  },
  signature: {
    de: 'An einer Mitzeichnung oder Schlusszeichnung würde vorbeigegangen',
    en: 'a co-signature or final signature would be passed by',
  },
};

/** Why a token may not begin at a node. */
export const becauseInWords = ({ details }: Refusal): LocalizedText =>
  BECAUSE[String(details?.['because'])] ?? { de: 'Er ist nicht erreichbar', en: 'it cannot be reached' };

const nameOf = (value: string | number, names: Names) => (typeof value === 'string' ? names.person(value) : value);

/** A Ressort, a kind of addressee, or the ids of seats, shown by their units. */
function missingInWords(missing: string, state: RunState, names: Names): string | LocalizedText {
  const departments: Partial<Record<string, LocalizedText>> = DEPARTMENT_NAMES;
  const word = departments[missing] ?? ADDRESSEE_NAMES[missing];
  if (word) return word;
  const seats = state.steps.flatMap((step) => (step.type === 'coSignatureRound' ? step.round.seats : []));
  const unitIds = new Map(seats.map(({ id, unitId }) => [id, unitId]));
  return missing
    .split(' ')
    .map((id) => names.unit(unitIds.get(id) ?? id))
    .join(', ');
}
