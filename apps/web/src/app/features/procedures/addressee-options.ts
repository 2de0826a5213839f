import {
  addresseeInWords,
  DEPARTMENT_WORDS,
  Involvement,
  type Addressee,
  type Department,
  type FactDefinition,
  type UnitNames,
} from '@querraum/workflow';
import { inLanguage } from '../../core/language';
import { valueOf } from './draft-edit';

export interface AddresseeGroup {
  /** Key of its heading. */
  heading: string;
  options: { value: string; name: string }[];
}

const OF_PROJECT: Addressee[] = [
  { kind: 'lead' },
  { kind: 'superiorOfLead' },
  { kind: 'boardMemberOfLead' },
  ...Involvement.options.map((involvement): Addressee => ({ kind: 'participants', involvement })),
];

const named = (addressee: Addressee, names: UnitNames) => ({
  value: valueOf(addressee),
  name: inLanguage(addresseeInWords(addressee, { units: names })),
});

/** Everybody for whom a step can be, as the groups of a choice. */
export function addresseeGroups(names: UnitNames, facts: readonly FactDefinition[]): AddresseeGroup[] {
  const departments = (Object.keys(DEPARTMENT_WORDS) as Department[])
    .map((department) => named({ kind: 'department', department }, names))
    .sort((one, other) => one.name.localeCompare(other.name));
  const naming = facts.filter(({ type }) => type === 'units' || type === 'departments');
  return [
    { heading: 'procedures.form.byDepartment', options: departments },
    {
      heading: 'procedures.form.byUnit',
      options: Object.entries(names).map(([id, name]) => ({ value: `unit:${id}`, name })),
    },
    { heading: 'procedures.form.byProject', options: OF_PROJECT.map((addressee) => named(addressee, names)) },
    {
      heading: 'blocks.form.byFact',
      options: naming.map(({ key, name }) => ({ value: `fact:${key}`, name: inLanguage(name) })),
    },
  ].filter(({ options }) => options.length > 0);
}
