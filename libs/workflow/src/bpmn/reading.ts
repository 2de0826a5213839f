import type { ImportedModel, LocalizedText, NodeDefinition } from '../definition';
import { nameOf, textOf } from './element';
import type { Ids } from './ids';
import { compileFeel } from './feel';
import { compileJuel } from './juel';
import type { ModdleElement } from './moddle';
import { refuse, type Report } from './report';

/** What is known while the elements of one process are read. */
export interface Reading {
  report: Report;
  ids: Ids;
  language: ImportedModel['language'];
  /** The activity that compensates, by its boundary event. */
  compensations: Map<ModdleElement, ModdleElement>;
  elementsById: Record<string, ModdleElement>;
}

export function nodeIdOf(reading: Reading, element: ModdleElement): string {
  return reading.ids.of(element, () => `${nameOf(element)}-1`);
}

export function flowIdOf(reading: Reading, flow: ModdleElement): string {
  const end = (property: string) => {
    const at = flow[property] as ModdleElement | undefined;
    return at === undefined ? 'nowhere' : nodeIdOf(reading, at);
  };
  return reading.ids.of(flow, () => `${end('sourceRef')}-to-${end('targetRef')}`.slice(0, 240));
}

export function localized(text: string): LocalizedText {
  const cut = text.replace(/\s+/g, ' ').trim().slice(0, 300).trim();
  return { de: cut, en: cut };
}

export function nodeBaseOf(reading: Reading, element: ModdleElement, parent: string | undefined) {
  const id = nodeIdOf(reading, element);
  const name = textOf(element, 'name')?.trim();
  return {
    id,
    name: localized(name === undefined || name === '' ? id : name),
    ...(parent === undefined ? {} : { parent }),
  } satisfies Partial<NodeDefinition>;
}

const MAX_EXPRESSION = 4000;

/** Refuses what cannot be read; the text itself is kept as it is. */
export function checkedExpression(reading: Reading, element: ModdleElement, text: string): string {
  if (text.length > MAX_EXPRESSION) {
    refuse(reading.report, element, 'expression', `${text.slice(0, 40)}… (> ${MAX_EXPRESSION})`);
  } else if (reading.language === 'juel') report(compileJuel(text).problem);
  else if (text.startsWith('=')) report(compileFeel(text.slice(1)).problem);
  return text;

  function report(problem: string | null): void {
    if (problem !== null) refuse(reading.report, element, 'expression', `${text} (${problem})`);
  }
}

/** FEEL marks an expression by `=`; where only an expression can stand, the definition goes without. */
export function checkedCondition(reading: Reading, element: ModdleElement, text: string): string {
  if (reading.language === 'juel') return checkedExpression(reading, element, text);
  const bare = text.replace(/^=/, '').trim();
  checkedExpression(reading, element, `=${bare}`);
  return bare;
}
