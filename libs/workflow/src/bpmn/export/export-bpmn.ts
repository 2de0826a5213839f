import type { Definition } from '../../definition';
import { drawAll } from './diagram';
import { writeDocument } from './document';
import { ownOf } from './own-elements';
import { toXml } from './writing';

/**
 * BPMN 2.0 with a diagram, valid by the schema of the OMG. The blocks of the office are written as what comes nearest,
 * with their settings in elements of a namespace of our own, from which `importBpmn` gives back the same definitions.
 * All definitions of one file speak one language of expressions, and no id occurs twice.
 */
export async function exportBpmn(definitions: readonly Definition[]): Promise<string> {
  const { writing, root, plane, elements } = writeDocument(definitions, await ownOf(definitions));
  root.set('diagrams', [drawAll(writing, definitions, elements, plane)]);
  return toXml(root);
}
