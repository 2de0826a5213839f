import {
  DEPARTMENT_NAMES,
  type HouseUnit,
  type ImportNote,
  type ImportRow,
  UNIT_KIND_NAMES,
  UnitCode,
  type UnitEntry,
  UnitName,
} from '@querraum/contracts';
import type { Department, LocalizedText } from '@querraum/workflow';
import { closesCycle } from '../house-rules';
import { DEPARTMENTS, KINDS, note } from './cells';
import type { Table, TableRow } from './csv-table';

export interface PlannedUnit extends UnitEntry {
  id: string;
}
export interface UnitPlan {
  rows: ImportRow[];
  added: PlannedUnit[];
  changed: PlannedUnit[];
}

interface Draft {
  row: number;
  label: string;
  code: string;
  wanted: Partial<Omit<UnitEntry, 'parentId'>>;
  parentCode: string;
  faults: ImportNote[];
  existing: HouseUnit | undefined;
  id: string;
}

const keyOf = (code: string): string => code.toLowerCase();

/** What the rows of the file are seen against. */
interface Frame {
  units: ReadonlyMap<string, HouseUnit>;
  byCode: ReadonlyMap<string, HouseUnit>;
  drafts: ReadonlyMap<string, Draft>;
  draftsByCode: ReadonlyMap<string, Draft>;
  hasParents: boolean;
}

/**
 * What a file of units would do to the house. The order of its rows does not matter: a unit may stand above the one that
 * it hangs on. A column that the file lacks leaves what is there as it is.
 */
export function planUnits(table: Table, units: HouseUnit[], newId: () => string): UnitPlan {
  const byCode = new Map(units.map((unit) => [keyOf(unit.code), unit]));
  const seen = new Map<string, number>();
  const drafts = table.rows.map((row) => readRow(row, table.columns, byCode, seen, newId));
  const frame: Frame = {
    units: new Map(units.map((unit) => [unit.id, unit])),
    byCode,
    drafts: new Map(drafts.map((draft) => [draft.id, draft])),
    draftsByCode: new Map(drafts.filter(({ faults }) => !isTwice(faults)).map((draft) => [keyOf(draft.code), draft])),
    hasParents: table.columns.includes('parent'),
  };
  refuseParents(drafts, frame);
  // A refused row leaves its unit where it is, which may close another circle.
  do spreadFaults(drafts, frame);
  while (refuseCycles(drafts, frame));
  const plans = drafts.map((draft) => outcomeOf(draft, frame));
  const planned = (outcome: ImportRow['outcome']) =>
    plans.flatMap(({ row, unit }) => (unit && row.outcome === outcome ? [unit] : []));
  return { rows: plans.map(({ row }) => row), added: planned('added'), changed: planned('changed') };
}

function readRow(
  { row, cells, tooMany }: TableRow,
  columns: string[],
  existing: ReadonlyMap<string, HouseUnit>,
  seen: Map<string, number>,
  newId: () => string,
): Draft {
  const { code = '', name = '', kind = '', department = '', parent = '' } = cells;
  const faults: ImportNote[] = [];
  if (tooMany !== null) faults.push(note('columns', { count: String(tooMany), allowed: String(columns.length) }));
  if (!UnitCode.safeParse(code).success) faults.push(note('codeInvalid', { value: code }));
  if (!UnitName.safeParse(name).success) faults.push(note('nameInvalid'));
  const before = seen.get(keyOf(code));
  if (before !== undefined) faults.push(note('twice', { row: String(before) }));
  else seen.set(keyOf(code), row);
  const unit = existing.get(keyOf(code));
  if (unit?.dissolvedAt) faults.push(note('dissolved', { value: code }));
  const wanted: Draft['wanted'] = { code, name };
  if (kind !== '' || unit === undefined) {
    const read = kind === '' ? 'OFFICE' : KINDS.read(kind);
    if (read === undefined) faults.push(note('kindUnknown', { value: kind, allowed: KINDS.allowed }));
    else wanted.kind = read;
  }
  if (columns.includes('department') || unit === undefined) {
    const read = department === '' ? null : DEPARTMENTS.read(department);
    if (read === undefined) faults.push(note('departmentUnknown', { value: department, allowed: DEPARTMENTS.allowed }));
    else wanted.department = read;
  }
  const label = name === '' ? code : `${code} ${name}`;
  return { row, label, code, wanted, parentCode: parent, faults, existing: unit, id: unit?.id ?? newId() };
}

const isTwice = (faults: ImportNote[]): boolean => faults.some(({ word }) => word === 'twice');

/** Everything but the root hangs on a unit that is there, or comes with the file. */
function refuseParents(drafts: Draft[], { units, byCode, draftsByCode, hasParents }: Frame): void {
  const root = [...units.values()].find(({ parentId }) => parentId === null);
  for (const { parentCode, existing, faults } of drafts) {
    const isRoot = existing !== undefined && existing.id === root?.id;
    if (parentCode === '') {
      if (!isRoot && (existing === undefined || hasParents))
        faults.push(note('parentMissing', { root: root?.name ?? '–' }));
      continue;
    }
    const parent = byCode.get(keyOf(parentCode));
    if (parent === undefined && !draftsByCode.has(keyOf(parentCode)))
      faults.push(note('parentUnknown', { value: parentCode }));
    if (parent?.dissolvedAt) faults.push(note('dissolved', { value: parentCode }));
  }
}

/** Says whether it refused any. */
function refuseCycles(drafts: Draft[], frame: Frame): boolean {
  const parents = new Map([...frame.units.values()].map(({ id, parentId }) => [id, parentId]));
  for (const draft of drafts) if (draft.faults.length === 0) parents.set(draft.id, parentIdOf(draft, frame));
  const circled = drafts.filter(
    ({ id, faults }) => faults.length === 0 && closesCycle(parents, id, parents.get(id) ?? null),
  );
  for (const { faults } of circled) faults.push(note('cycle'));
  return circled.length > 0;
}

/** What hangs on a new unit that is refused cannot be added either, however deep. */
function spreadFaults(drafts: Draft[], { draftsByCode }: Frame): void {
  for (let spread = true; spread;) {
    spread = false;
    for (const draft of drafts) {
      const parent = draftsByCode.get(keyOf(draft.parentCode));
      const isLost = parent && parent.existing === undefined && parent.faults.length > 0 && draft.faults.length === 0;
      if (!isLost) continue;
      draft.faults.push(note('parentRefused', { value: draft.parentCode }));
      spread = true;
    }
  }
}

function parentIdOf({ parentCode, existing }: Draft, { byCode, draftsByCode, hasParents }: Frame): string | null {
  if (!hasParents || parentCode === '') return existing?.parentId ?? null;
  return byCode.get(keyOf(parentCode))?.id ?? draftsByCode.get(keyOf(parentCode))?.id ?? null;
}

function outcomeOf(draft: Draft, frame: Frame): { row: ImportRow; unit?: PlannedUnit } {
  const { row, label, faults, existing, wanted, id, code } = draft;
  if (faults.length > 0) return { row: { row, label, outcome: 'refused', notes: faults } };
  const unit: PlannedUnit = {
    ...{ id, code, parentId: parentIdOf(draft, frame) },
    name: wanted.name ?? '',
    kind: wanted.kind ?? existing?.kind ?? 'OFFICE',
    department: wanted.department === undefined ? (existing?.department ?? null) : wanted.department,
  };
  if (existing === undefined) return { row: { row, label, outcome: 'added', notes: [note('unitAdded')] }, unit };
  const nameOf = (unitId: string | null) =>
    unitId === null ? '–' : (frame.units.get(unitId)?.name ?? frame.drafts.get(unitId)?.wanted.name ?? '–');
  const notes = differences(existing, unit, nameOf);
  return { row: { row, label, outcome: notes.length === 0 ? 'unchanged' : 'changed', notes }, unit };
}

const NO_DEPARTMENT: LocalizedText = { de: 'keines', en: 'none' };
const departmentWords = (department: Department | null): LocalizedText =>
  department === null ? NO_DEPARTMENT : DEPARTMENT_NAMES[department];

function differences(before: HouseUnit, after: PlannedUnit, nameOf: (id: string | null) => string): ImportNote[] {
  const changed = (field: LocalizedText, from: string | LocalizedText, to: string | LocalizedText) =>
    note('fieldChanged', { field, from, to });
  return [
    ...(before.code === after.code ? [] : [changed({ de: 'Kürzel', en: 'Code' }, before.code, after.code)]),
    ...(before.name === after.name ? [] : [changed({ de: 'Name', en: 'Name' }, before.name, after.name)]),
    ...(before.kind === after.kind
      ? []
      : [changed({ de: 'Art', en: 'Kind' }, UNIT_KIND_NAMES[before.kind], UNIT_KIND_NAMES[after.kind])]),
    ...(before.department === after.department
      ? []
      : [
          changed(
            { de: 'Ressort', en: 'Department' },
            departmentWords(before.department),
            departmentWords(after.department),
          ),
        ]),
    ...(before.parentId === after.parentId
      ? []
      : [changed({ de: 'Übergeordnet', en: 'Superior' }, nameOf(before.parentId), nameOf(after.parentId))]),
  ];
}
