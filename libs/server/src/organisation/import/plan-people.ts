import {
  Email,
  type HouseUnit,
  type ImportNote,
  type ImportRow,
  PersonName,
  type Role,
  ROLE_CAPACITY_NAMES,
  ROLE_NAMES,
  type RoleCapacity,
  USUAL_CAPACITY,
  Username,
} from '@querraum/contracts';
import type { LocalizedText } from '@querraum/workflow';
import { CAPACITIES, dayOf, note, ROLES } from './cells';
import type { Table, TableRow } from './csv-table';
import { findHeld, type KnownRole, type WantedRole } from './known-roles';

const NAME: LocalizedText = { de: 'Name', en: 'Name' };
const EMAIL: LocalizedText = { de: 'E-Mail', en: 'E-mail' };

export interface KnownPerson {
  id: string;
  username: string;
  name: string;
  email: string | null;
  isDisabled: boolean;
  /** In the order in which they begin. */
  roles: KnownRole[];
}

export interface PersonData {
  id: string;
  username: string;
  name: string;
  email: string | null;
}
export interface PlannedRole {
  personId: string;
  unitId: string;
  role: Role;
  capacity: RoleCapacity;
  /** A day; null: from now on. */
  from: string | null;
}
export interface PeoplePlan {
  rows: ImportRow[];
  added: PersonData[];
  changed: PersonData[];
  roles: PlannedRole[];
  capacities: { personId: string; roleId: string; capacity: RoleCapacity }[];
}

export interface PeopleContext {
  units: HouseUnit[];
  people: KnownPerson[];
  /** Usernames for which another house waits. */
  awaited: ReadonlySet<string>;
  now: Date;
}

/** What earlier good rows of the file have said of a username. */
interface Told extends PersonData {
  row: number;
  isNew: boolean;
}

interface Given {
  row: number;
  username: string;
  name: string;
  email: string | undefined;
  role?: WantedRole;
  /** The person has it as it is wanted. */
  held?: KnownRole | undefined;
  faults: ImportNote[];
}

/** What a file of people would do: a row for each role; a person stands in as many rows as they have roles. */
export function planPeople(table: Table, context: PeopleContext, newId: () => string): PeoplePlan {
  const plan: PeoplePlan = { rows: [], added: [], changed: [], roles: [], capacities: [] };
  const told = new Map<string, Told>();
  const roleRows = new Map<string, number>();
  const active = new Map(context.people.filter((one) => !one.isDisabled).map((one) => [one.username, one]));
  const disabled = new Set(context.people.filter((one) => one.isDisabled).map(({ username }) => username));
  for (const tableRow of table.rows) {
    const given = readRow(tableRow, table.columns, context.units);
    const person = active.get(given.username);
    const earlier = told.get(given.username);
    const { faults } = given;
    if (!person && disabled.has(given.username)) faults.push(note('personDisabled'));
    if (!person && context.awaited.has(given.username)) faults.push(note('usernameAwaited'));
    if (earlier) faults.push(...contradictions(given, earlier));
    if (given.name === '' && !earlier && !person) faults.push(note('nameInvalid'));
    if (given.role && person) {
      const { held, faults: overlaps } = findHeld(given.role, person.roles, context.now);
      given.held = held;
      faults.push(...overlaps);
    }
    const roleKey = `${given.username} ${given.role?.unit.id ?? ''} ${given.role?.role ?? ''}`;
    const before = roleRows.get(roleKey);
    if (before !== undefined) faults.push(note('twice', { row: String(before) }));
    else roleRows.set(roleKey, given.row);
    const label = [given.username, given.name || earlier?.name || person?.name].filter(Boolean).join(' ');
    if (faults.length > 0) {
      plan.rows.push({ row: given.row, label, outcome: 'refused', notes: faults });
      continue;
    }
    plan.rows.push({ row: given.row, label, ...apply(plan, given, person, told, newId) });
  }
  return plan;
}

function readRow({ row, cells, tooMany }: TableRow, columns: string[], units: HouseUnit[]): Given {
  const { name = '', unit = '', role = '', capacity = '', from = '', email = '' } = cells;
  const faults: ImportNote[] = [];
  if (tooMany !== null) faults.push(note('columns', { count: String(tooMany), allowed: String(columns.length) }));
  const username = Username.safeParse(cells['username']);
  if (!username.success) faults.push(note('usernameInvalid', { value: cells['username'] ?? '' }));
  if (name !== '' && !PersonName.safeParse(name).success) faults.push(note('nameInvalid'));
  if (email !== '' && !Email.safeParse(email).success) faults.push(note('emailInvalid', { value: email }));
  const given: Given = {
    row,
    username: username.data ?? (cells['username'] ?? '').toLowerCase(),
    name,
    email: email || undefined,
    faults,
  };
  if (unit === '' && role === '') return given;
  if (unit === '' || role === '') {
    faults.push(note('roleIncomplete'));
    return given;
  }
  const found = units.find(({ code }) => code.toLowerCase() === unit.toLowerCase());
  const readRole = ROLES.read(role);
  const readCapacity = capacity === '' ? undefined : CAPACITIES.read(capacity);
  const day = from === '' ? null : dayOf(from);
  if (!found) faults.push(note('unitUnknown', { value: unit }));
  else if (found.dissolvedAt !== null) faults.push(note('dissolved', { value: unit }));
  if (!readRole) faults.push(note('roleUnknown', { value: role, allowed: ROLES.allowed }));
  if (capacity !== '' && !readCapacity)
    faults.push(note('capacityUnknown', { value: capacity, allowed: CAPACITIES.allowed }));
  if (day === undefined) faults.push(note('dayInvalid', { value: from }));
  if (found && readRole && day !== undefined)
    given.role = { unit: found, role: readRole, capacity: readCapacity, from: day };
  return given;
}

function apply(
  plan: PeoplePlan,
  given: Given,
  person: KnownPerson | undefined,
  told: Map<string, Told>,
  newId: () => string,
): Pick<ImportRow, 'outcome' | 'notes'> {
  const notes: ImportNote[] = [];
  const known = told.get(given.username) ?? introduce(plan, given, person, newId, notes);
  told.set(given.username, known);
  const { role, held } = given;
  if (role && !held) {
    const capacity = role.capacity ?? USUAL_CAPACITY[role.role];
    plan.roles.push({ personId: known.id, unitId: role.unit.id, role: role.role, capacity, from: role.from });
    notes.push(note('roleAdded', { role: ROLE_NAMES[role.role], unit: role.unit.name }));
    return { outcome: 'added', notes };
  }
  if (role?.capacity && held && held.capacity !== role.capacity) {
    plan.capacities.push({ personId: known.id, roleId: held.id, capacity: role.capacity });
    const [from, to] = [ROLE_CAPACITY_NAMES[held.capacity], ROLE_CAPACITY_NAMES[role.capacity]];
    notes.push(note('fieldChanged', { field: { de: 'Zeichnung', en: 'Signature' }, from, to }));
  }
  if (known.isNew && known.row === given.row) return { outcome: 'added', notes };
  return { outcome: notes.length === 0 ? 'unchanged' : 'changed', notes };
}

/** The first good row of a username adds the person, or changes what it says of them. */
function introduce(
  plan: PeoplePlan,
  given: Given,
  person: KnownPerson | undefined,
  newId: () => string,
  notes: ImportNote[],
): Told {
  const { row, username } = given;
  if (person === undefined) {
    const added = { id: newId(), username, name: given.name, email: given.email ?? null, row, isNew: true };
    plan.added.push(added);
    notes.push(note('personAdded'));
    return added;
  }
  const name = given.name || person.name;
  const email = given.email ?? person.email;
  const changes = [
    ...(name === person.name ? [] : [changed(NAME, person.name, name)]),
    ...(email === person.email ? [] : [changed(EMAIL, person.email ?? '–', email ?? '–')]),
  ];
  const known = { id: person.id, username, name, email, row, isNew: false };
  if (changes.length > 0) plan.changed.push(known);
  notes.push(...changes);
  return known;
}

/** A person has one name and one address, however many rows tell of them. */
function contradictions({ name, email }: Given, earlier: Told): ImportNote[] {
  const differs = (field: LocalizedText, value: string) => note('differs', { field, row: String(earlier.row), value });
  return [
    ...(name === '' || name === earlier.name ? [] : [differs(NAME, earlier.name)]),
    ...(email === undefined || email === earlier.email ? [] : [differs(EMAIL, earlier.email ?? '–')]),
  ];
}

const changed = (field: LocalizedText, from: string, to: string): ImportNote =>
  note('fieldChanged', { field, from, to });
