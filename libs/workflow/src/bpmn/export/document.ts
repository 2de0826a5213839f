import type { Definition } from '../../definition';
import { FEEL, OWN_NAMESPACE, VENDOR_NAMESPACE } from '../extension';
import { writeProcess, type Own } from './process';
import { Writing, type Writable } from './writing';

/** Everything inside of a process by its id. */
function elementsIn(process: Writable, found = new Map<string, Writable>()): Map<string, Writable> {
  for (const element of (process['flowElements'] ?? []) as Writable[]) {
    found.set(element['id'] as string, element);
    elementsIn(element, found);
  }
  return found;
}

/** Several processes on one plane stand in a collaboration, one only stands for itself. */
function planeOf(writing: Writing, processes: readonly Writable[]): Writable | undefined {
  if (processes.length === 1) return processes[0];
  const participants = processes.map((process) =>
    writing.element('Participant', { id: writing.freeId('Participant'), processRef: process }),
  );
  return writing.element('Collaboration', { id: writing.freeId('Collaboration'), participants });
}

/** The whole file but its drawing. */
export function writeDocument(definitions: readonly Definition[], ownWith: (writing: Writing) => Own) {
  const writing = new Writing(definitions);
  const own = ownWith(writing);
  const processes = definitions.map((definition) => writeProcess(writing, definition, own));
  const plane = planeOf(writing, processes);
  const elements = new Map(processes.flatMap((process) => [...elementsIn(process)]));
  const isJuel = definitions.some(({ imported }) => imported?.language === 'juel');
  const collaboration = processes.length === 1 ? [] : [plane];
  const root = writing.element('Definitions', {
    id: writing.freeId('Definitions'),
    targetNamespace: OWN_NAMESPACE,
    exporter: 'Querraum',
    expressionLanguage: isJuel ? undefined : FEEL,
    rootElements: [...writing.roots, ...collaboration, ...processes],
  });
  root.set('xmlns:camunda', VENDOR_NAMESPACE);
  root.set('xmlns:querraum', OWN_NAMESPACE);
  return { writing, root, plane, elements };
}
