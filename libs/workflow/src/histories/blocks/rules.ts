/** What each part of a block asks for, read from its settings: for the reference model of the blocks (ADR 0043). */
import type { Addressee, FactValue, NodeDefinition, Period, TimeLimit } from '../../definition';
import type { PlaceRole, RefusalCode } from '../../vocabulary';
import { boardMemberOf, SUPERIORS } from '../world';

export type BlockType = 'task' | 'takeNote' | 'contribution' | 'dispatch' | 'resubmission' | 'wait' | 'committee';
export type Block = Extract<NodeDefinition, { type: BlockType }>;
export type BlockOf<Type extends BlockType> = Extract<Block, { type: Type }>;

/** A result that can be chosen, and whether it has to be explained. */
interface Choice {
  result: string;
  needsWords?: true;
}

type Form = 'text' | 'date' | 'number' | 'boolean' | 'side' | 'units';

/** What is to be done at a place; a task is a block of one place, which is addressed without naming it. */
export type Role = PlaceRole | 'task';

/** Something that is filled in, and whether it has to be. */
interface Asked {
  form: Form;
  required: boolean;
}

export interface PartRules {
  choices: readonly Choice[];
  /** What is filled in beside a result. */
  asks(result: string): Partial<Record<string, Asked>>;
  period?: TimeLimit | undefined;
  reminders: readonly Period[];
  onSilence: 'escalate' | 'without' | 'remindOnly';
  /** How long and how often it goes up. */
  escalationPeriod?: Period | undefined;
  maxEscalations?: number | undefined;
  /** Can still be done after time has closed it. */
  late: boolean;
  /** Whose duty it is, where one unit has it: it follows the lead. */
  duty?: Addressee | undefined;
}

const TWO_DAYS: Period = { length: 2, unit: 'workingDay', roll: true };
const MOST_ESCALATIONS = 2;
export const ladderOf = ({ escalationPeriod = TWO_DAYS, maxEscalations = MOST_ESCALATIONS }: PartRules) => ({
  escalationPeriod,
  maxEscalations,
});

const SIMPLE: PartRules = {
  choices: [],
  asks: () => ({}),
  reminders: [],
  onSilence: 'remindOnly',
  late: false,
};

const required = (form: Form): Asked => ({ form, required: true });
const optional = (form: Form): Asked => ({ form, required: false });
const explained = (result: string): Choice => ({ result, needsWords: true });

/** Facts of the random procedures say by their names what they are. */
export const formOfFact = (fact: string): 'date' | 'boolean' => (fact.startsWith('day') ? 'date' : 'boolean');

const BY_TYPE: { [Type in BlockType]: (block: BlockOf<Type>, role: Role) => PartRules } = {
  task: ({ period, reminders, addressee, results = [], fields = [], onSilence, ...ladder }) => ({
    ...SIMPLE,
    choices: results.map(({ key, needsWords }) => (needsWords === true ? explained(key) : { result: key })),
    asks: () =>
      Object.fromEntries(
        fields.map((field) => [field.fact, { form: formOfFact(field.fact), required: field.required === true }]),
      ),
    period,
    reminders,
    onSilence: onSilence ?? 'remindOnly',
    escalationPeriod: ladder.escalationPeriod,
    maxEscalations: ladder.maxEscalations,
    duty: addressee,
  }),
  takeNote: ({ period, reminders }) => ({ ...SIMPLE, period, reminders, onSilence: 'without', late: true }),
  contribution: (block, role) => {
    const { onSilence, nilAllowed, combinePeriod, combinedBy, escalationPeriod, maxEscalations } = block;
    const ladder = { escalationPeriod, maxEscalations };
    // Nothing is put together by silence.
    if (role === 'combine') {
      const silence = onSilence === 'escalate' ? 'escalate' : 'remindOnly';
      return { ...SIMPLE, ...ladder, period: combinePeriod, onSilence: silence, duty: combinedBy };
    }
    const choices = nilAllowed === true ? [{ result: 'delivered' }, explained('nil')] : [];
    const { period, reminders } = block;
    return { ...SIMPLE, ...ladder, choices, period, reminders, onSilence, late: true };
  },
  dispatch: ({ period, reminders, addressee }) => ({
    ...SIMPLE,
    choices: [explained('sent')],
    period,
    reminders,
    duty: addressee,
  }),
  resubmission: ({ period, reminders, addressee }) => ({
    ...SIMPLE,
    choices: [{ result: 'done' }, { result: 'again' }],
    asks: (result) => (result === 'again' ? { day: required('date') } : {}),
    period,
    reminders,
    duty: addressee,
  }),
  wait: ({ until }) => ({ ...SIMPLE, ...(until.kind === 'event' ? { duty: until.reportedBy } : {}) }),
  committee: ({ period, reminders, onSilence, office }, role) => {
    if (role === 'vote') {
      const choices = [{ result: 'yes' }, explained('objection'), { result: 'abstain' }, explained('conflict')];
      return { ...SIMPLE, choices, period, reminders, onSilence: onSilence === 'abstain' ? 'without' : 'remindOnly' };
    }
    if (role === 'agenda') {
      const choices = [{ result: 'entered' }, explained('urgent'), explained('fault')];
      return {
        ...SIMPLE,
        choices,
        asks: (result) => (result === 'fault' ? {} : { number: required('text') }),
        duty: office,
      };
    }
    return {
      ...SIMPLE,
      choices: [
        { result: 'asDrafted' },
        { result: 'rejected' },
        ...['changed', 'postponed', 'referredBack'].map(explained),
      ],
      asks: () => ({
        ...{ present: optional('number'), yes: optional('number'), no: optional('number') },
        ...{ abstained: optional('number'), tie: optional('side') },
        ...{ excluded: optional('units'), exclusion: optional('text') },
      }),
      duty: office,
    };
  },
};

export const rulesOf = (block: Block, role: Role): PartRules =>
  (BY_TYPE[block.type] as (block: Block, role: Role) => PartRules)(block, role);

/** The unit that is meant while this unit leads. */
export function unitOf(addressee: Addressee, lead: string): string {
  if (addressee.kind === 'unit') return addressee.unitId;
  if (addressee.kind === 'superiorOfLead') return SUPERIORS[lead] ?? lead;
  return addressee.kind === 'boardMemberOfLead' ? boardMemberOf(lead) : lead;
}

export const unitsOf = (addressees: readonly Addressee[], lead: string): string[] => [
  ...new Set(addressees.map((addressee) => unitOf(addressee, lead))),
];

const isDate = (value: FactValue): boolean =>
  typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value) && !Number.isNaN(Date.parse(value));

const FITS: Record<Form, (value: FactValue) => boolean> = {
  text: (value) => typeof value === 'string',
  date: isDate,
  number: (value) => typeof value === 'number',
  boolean: (value) => typeof value === 'boolean',
  side: (value) => value === 'yes' || value === 'no',
  units: (value) => Array.isArray(value) && !value.includes('') && new Set(value).size === value.length,
};

const isBlank = (value: FactValue | undefined): boolean =>
  value === undefined || value === null || (typeof value === 'string' && value.trim() === '');

/** Everything that is wrong with what was filled in beside a result that can be chosen. */
export function againstValues(
  { asks }: PartRules,
  result: string,
  values: Readonly<Record<string, FactValue>>,
): (RefusalCode | false)[] {
  const asked = asks(result);
  const isWrong = ([key, value]: [string, FactValue]): boolean => {
    const ask = asked[key];
    return ask !== undefined && value !== null && !FITS[ask.form](value);
  };
  return [
    Object.keys(values).some((key) => !(key in asked)) && 'unknownFact',
    Object.entries(values).some(isWrong) && 'badFact',
    Object.entries(asked).some(([key, ask]) => ask?.required === true && isBlank(values[key])) && 'factMissing',
  ];
}
