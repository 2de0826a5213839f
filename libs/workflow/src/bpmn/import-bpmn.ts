import { Definition, type ImportedModel } from '../definition';
import { refuseCircles } from './bundle';
import { childrenOf, nameOf, textOf } from './element';
import { Ids } from './ids';
import { readProcedure } from './blocks-from-bpmn';
import { readModdle, type ModdleDocument, type ModdleElement } from './moddle';
import { keyOf, readProcess } from './process';
import { newReport, note, refusal, type ImportNote, type Refusal, type Report } from './report';
import { withRest } from './rest';
import { checkRules } from './rules';
import { scanXml } from './scan';
import { auditData, auditExpression, auditVendors, insideOf } from './vendors';
import { refusalOf, warningsAsRefusals } from './warnings';

export type BpmnImport =
  { ok: true; definitions: Definition[]; notes: ImportNote[] } | { ok: false; refused: Refusal[]; notes: ImportNote[] };

export interface ImportOptions {
  /** Takes processes that are not marked as executable too, as models for people are. */
  modelsForPeople?: boolean;
}

/**
 * Reads a BPMN 2.0 file: one definition per executable process, in the order of the file. Either everything in it is
 * understood, or it is refused with every element that is not (ADR 0048).
 */
export async function importBpmn(xml: string | Uint8Array, options: ImportOptions = {}): Promise<BpmnImport> {
  const scan = scanXml(xml);
  if (scan.refused !== null) return { ok: false, refused: [scan.refused], notes: [] };
  let document: ModdleDocument;
  try {
    document = await readModdle(scan.text, scan.elements);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { ok: false, refused: [refusalOf(message, scan.text.split('\n'))], notes: [] };
  }
  return readDocument(document, scan.text, options);
}

function readDocument(document: ModdleDocument, text: string, options: ImportOptions): BpmnImport {
  const report = newReport();
  warningsAsRefusals(report, document, text);
  const roots = childrenOf(document.rootElement, 'rootElements');
  const processes = roots.filter((root) => nameOf(root) === 'process');
  const run = processes.filter((process) => options.modelsForPeople === true || process['isExecutable'] === true);
  for (const process of processes) if (!run.includes(process)) note(report, process, 'isExecutable');
  if (run.length === 0) report.refused.push(refusal('definitions', null, 'nothingToRun'));
  const ids = new Ids(Object.keys(document.elementsById));
  const language = languageOf(document.rootElement, text);
  const keys = new Set<string>();
  for (const root of roots) if (nameOf(root) !== 'process') audit(report, root);
  const definitions = run.map((process) => {
    const reading = { report, ids, language, compensations: new Map(), elementsById: document.elementsById };
    const procedure = readProcedure(reading, process);
    if (procedure !== undefined) return procedure;
    audit(report, process);
    checkRules(report, process);
    const read = readProcess(reading, process, keyOf(textOf(process, 'id') ?? 'process', keys));
    return withRest(reading, process, read);
  });
  if (report.refused.length === 0)
    report.refused.push(...refuseCircles(definitions), ...definitions.flatMap(outOfBounds));
  const { refused, notes } = report;
  return refused.length > 0 ? { ok: false, refused, notes } : { ok: true, definitions, notes };
}

/** More or longer than a definition may have: the last word is its schema. */
function outOfBounds(definition: Definition): Refusal[] {
  const checked = Definition.safeParse(definition);
  return (checked.error?.issues ?? []).map(({ path, message }) => {
    const [list, place] = path;
    const node = list === 'nodes' && typeof place === 'number' ? definition.nodes[place] : undefined;
    const id = node?.id ?? definition.imported?.process ?? null;
    return refusal(node?.type ?? 'process', id, 'outOfBounds', `${path.join('.')}: ${message}`);
  });
}

/** Nothing that stands in the file is passed over in silence. */
function audit(report: Report, root: ModdleElement): void {
  for (const element of insideOf(root)) {
    auditVendors(report, element);
    auditExpression(report, element);
    auditData(report, element);
  }
}

/** Camunda 8 writes FEEL, as does who says so; else it is JUEL. */
function languageOf(root: ModdleElement, text: string): ImportedModel['language'] {
  if (/FEEL/i.test(textOf(root, 'expressionLanguage') ?? '')) return 'feel';
  const platform = root.$attrs?.['modeler:executionPlatform'];
  if (platform !== undefined) return platform === 'Camunda Cloud' ? 'feel' : 'juel';
  return text.includes('http://camunda.org/schema/zeebe/1.0') ? 'feel' : 'juel';
}
