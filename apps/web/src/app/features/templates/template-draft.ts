import { TemplateContent, type TemplateUnit } from '@querraum/contracts';
import { Department } from '@querraum/workflow';
import type { Translate } from '../../core/texts';
import type { FieldError } from '../../ui/error-summary';

export const PARTS = ['phases', 'milestones', 'measures', 'tasks'] as const;
export type PartName = (typeof PARTS)[number];
export type NumberName = 'startDay' | 'days' | 'day' | 'workingDays';

/** Which numbers a part has; those of measures and tasks may stay empty. */
export const NUMBERS = {
  phases: ['startDay', 'days'],
  milestones: ['day'],
  measures: ['startDay', 'days'],
  tasks: ['workingDays'],
} as const satisfies Record<PartName, readonly NumberName[]>;
export const OPTIONAL_NUMBERS: ReadonlySet<PartName> = new Set<PartName>(['measures', 'tasks']);

/** A template as it is typed. */
export interface TemplateDraft {
  name: string;
  description: string;
  content: TemplateContent;
  documentIds: readonly string[];
}

/** One line of a part, whichever part it is. */
export interface PartLine {
  title: string;
  unit: string | undefined;
  numbers: { name: NumberName; value: number | null }[];
  /** What goes along with the line: words that can only leave with it. */
  also: string[];
}

export function linesOf(content: TemplateContent, part: PartName): PartLine[] {
  return content[part].map((one) => {
    const values = one as unknown as Partial<Record<NumberName, number | null>>;
    return {
      title: 'name' in one ? one.name : one.title,
      unit: 'unit' in one ? unitValue(one.unit) : undefined,
      numbers: NUMBERS[part].map((name) => ({ name, value: values[name] ?? null })),
      also: alsoIn(one),
    };
  });
}

function alsoIn(one: TemplateContent[PartName][number]): string[] {
  const words = 'checklist' in one ? [one.words, ...one.checklist] : 'targetGroup' in one ? [one.targetGroup] : [];
  return words.filter((text) => text !== '');
}

/** A unit as the value of a choice, and back. */
export const unitValue = (unit: TemplateUnit): string =>
  unit.kind === 'lead' ? 'lead' : unit.kind === 'department' ? `department:${unit.department}` : `unit:${unit.unitId}`;

export function unitOf(value: string): TemplateUnit | undefined {
  const [kind, name = ''] = value.split(':');
  if (kind === 'lead') return { kind };
  if (kind === 'unit') return { kind, unitId: name };
  const department = Department.safeParse(name);
  return department.success ? { kind: 'department', department: department.data } : undefined;
}

export interface LineChange {
  title?: string;
  unit?: TemplateUnit;
  numbers?: Partial<Record<NumberName, number | null>>;
}

export function changeLine(
  content: TemplateContent,
  part: PartName,
  at: number,
  { title, unit, numbers }: LineChange,
): TemplateContent {
  const change = { ...(title !== undefined && { [titleOf(part)]: title }), ...(unit && { unit }), ...numbers };
  const lines = content[part] as readonly object[];
  return { ...content, [part]: lines.map((one, index) => (index === at ? { ...one, ...change } : one)) };
}

const titleOf = (part: PartName): 'name' | 'title' => (part === 'phases' || part === 'milestones' ? 'name' : 'title');

/** What refers to a part that goes refers to it no longer. */
export function removeLine(content: TemplateContent, part: PartName, at: number): TemplateContent {
  const gone = content[part][at];
  const key = gone !== undefined && 'key' in gone ? gone.key : undefined;
  const left = { ...content, [part]: (content[part] as readonly object[]).filter((_, index) => index !== at) };
  if (part === 'phases')
    return { ...left, milestones: left.milestones.map((one) => (one.phase === key ? { ...one, phase: null } : one)) };
  if (part !== 'tasks') return left;
  return {
    ...left,
    tasks: left.tasks.map((one) => ({ ...one, dependsOn: one.dependsOn.filter((other) => other !== key) })),
  };
}

const newKey = (): string => crypto.randomUUID().replaceAll('-', '').slice(0, 12);
const LEAD: TemplateUnit = { kind: 'lead' };
const NEW_LINES = {
  phases: () => ({ key: newKey(), name: '', startDay: 0, days: 30 }),
  milestones: () => ({ name: '', day: 30, unit: LEAD, phase: null }),
  measures: () => ({ title: '', unit: LEAD, targetGroup: '', isKey: false, startDay: null, days: null }),
  tasks: () => ({
    ...{ key: newKey(), kind: 'completion' as const, title: '', words: '', unit: LEAD, workingDays: 10 },
    ...{ checklist: [], dependsOn: [] },
  }),
} as const satisfies { [P in PartName]: () => TemplateContent[P][number] };

export const addLine = (content: TemplateContent, part: PartName): TemplateContent => ({
  ...content,
  [part]: [...content[part], NEW_LINES[part]()],
});

const ownTitle = (last: string) => last === 'name' || last === 'title';

/** What is missing before anything is sent, each at the control whose id is its path. */
export function templateErrors(
  { name, content }: Pick<TemplateDraft, 'name' | 'content'>,
  say: Translate,
): FieldError[] {
  const errors: FieldError[] =
    name.trim().length < 3 ? [{ fieldId: 'name', message: say('templates.error.name') }] : [];
  const parsed = TemplateContent.safeParse(content);
  for (const { path } of parsed.success ? [] : parsed.error.issues) {
    const last = String(path.at(-1) ?? '');
    const fieldId = path.map((part) => (typeof part === 'string' && ownTitle(part) ? 'title' : String(part))).join('-');
    const message = say(`templates.error.${ownTitle(last) ? 'title' : 'number'}`);
    if (!errors.some((error) => error.fieldId === fieldId)) errors.push({ fieldId, message });
  }
  return errors;
}
