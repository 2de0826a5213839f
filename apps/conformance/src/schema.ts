import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { validateXML } from 'xmllint-wasm';

const folder = join(dirname(createRequire(import.meta.url).resolve('bpmn-moddle/package.json')), 'resources/bpmn/xsd');
const schema = async (fileName: string) => ({ fileName, contents: await readFile(join(folder, fileName), 'utf8') });

export interface ExportedFile {
  name: string;
  xml: string;
}

/** What the schema of the OMG, as bpmn-moddle brings it, finds wrong in the files. */
export async function schemaFaults(files: readonly ExportedFile[]): Promise<string[]> {
  const { errors } = await validateXML({
    xml: files.map(({ xml }, index) => ({ fileName: `${index}.bpmn`, contents: xml })),
    schema: [await schema('BPMN20.xsd')],
    preload: await Promise.all(['Semantic.xsd', 'BPMNDI.xsd', 'DC.xsd', 'DI.xsd'].map(schema)),
  });
  return errors.map(({ rawMessage }) =>
    rawMessage.replace(/^(\d+)\.bpmn/, (_, index) => files[Number(index)]?.name ?? ''),
  );
}
