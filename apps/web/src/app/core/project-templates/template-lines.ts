import { DEPARTMENT_NAMES, type ProjectTemplate, type TemplateUnit } from '@querraum/contracts';
import { ASSIGNMENT_KIND_WORDS, type LocalizedText } from '@querraum/workflow';
import type { Translate } from '../texts';

export type Shown = Pick<ProjectTemplate, 'content' | 'documents' | 'units' | 'procedures'>;
type Part = 'phases' | 'milestones' | 'measures' | 'tasks' | 'documents' | 'procedures';
export interface TemplateLine {
  /** Unlike among the lines of its part. */
  key: string;
  name: string;
  /** With whom, from when, how long. */
  details: string;
}
export interface TemplatePartLines {
  part: Part;
  lines: TemplateLine[];
}

interface Words {
  say: Translate;
  plural: (key: string, count: number) => string;
  of: (text: LocalizedText) => string;
}

/** What a template brings, part by part in the words of the page; parts with nothing in them are left out. */
export function templateLines(
  { content, documents, units, procedures }: Shown,
  { say, plural, of }: Words,
): TemplatePartLines[] {
  const unitName = (unit: TemplateUnit): string => {
    if (unit.kind === 'lead') return say('templates.lead');
    if (unit.kind === 'department') return of(DEPARTMENT_NAMES[unit.department]);
    return units.find(({ id }) => id === unit.unitId)?.name ?? say('templates.unitUnknown');
  };
  const day = (days: number) => plural('templates.day', days);
  const span = (startDay: number, days: number) => say('templates.span', { from: startDay + 1, to: startDay + days });
  const join = (...parts: string[]) => parts.filter((part) => part !== '').join(' · ');
  const line = (name: string, details: string, index: number): TemplateLine => ({ key: String(index), name, details });
  const all: TemplatePartLines[] = [
    { part: 'phases', lines: content.phases.map((one, at) => line(one.name, span(one.startDay, one.days), at)) },
    {
      part: 'milestones',
      lines: content.milestones.map((one, at) => line(one.name, join(day(one.day), unitName(one.unit)), at)),
    },
    {
      part: 'measures',
      lines: content.measures.map((one, at) => {
        const period = one.startDay === null || one.days === null ? '' : span(one.startDay, one.days);
        return line(one.title, join(unitName(one.unit), period, one.targetGroup), at);
      }),
    },
    {
      part: 'tasks',
      lines: content.tasks.map((one, at) => {
        const due = one.workingDays === null ? '' : plural('templates.workingDays', one.workingDays);
        return line(one.title, join(of(ASSIGNMENT_KIND_WORDS[one.kind]), unitName(one.unit), due), at);
      }),
    },
    { part: 'documents', lines: documents.map((one) => ({ key: one.id, name: one.title, details: one.fileName })) },
    {
      part: 'procedures',
      lines: content.procedures.map(({ procedureId, documentId }, at) => {
        const name = procedures.find(({ id }) => id === procedureId)?.name;
        const how = say(documentId === null ? 'templates.offered' : 'templates.started');
        return line(name ? of(name) : say('templates.procedureUnknown'), how, at);
      }),
    },
  ];
  return all.filter(({ lines }) => lines.length > 0);
}
