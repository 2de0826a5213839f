import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { validateXML } from 'xmllint-wasm';
import { Definition, type NodeDefinition } from '../definition';
import { seededRandom } from '../histories/random';
import { randomDefinition } from '../histories/random-definition';
import { named } from '../play';
import { exportBpmn } from './export/export-bpmn';
import { importBpmn } from './import-bpmn';
import { readModdle } from './moddle';
import { model } from './sample-models';

declare const EXPORTS: number;
/** Where the schema files of the OMG lie. */
declare const BPMN_SCHEMA: string;

const schema = (name: string) => ({ fileName: name, contents: readFileSync(join(BPMN_SCHEMA, name), 'utf8') });

/** What the schema of the OMG finds wrong in the files, all at once because a check takes its time to begin. */
async function faultsOf(files: readonly string[]): Promise<string[]> {
  const { errors } = await validateXML({
    xml: files.map((contents, index) => ({ fileName: `${index}.bpmn`, contents })),
    schema: [schema('BPMN20.xsd')],
    preload: ['Semantic.xsd', 'BPMNDI.xsd', 'DC.xsd', 'DI.xsd'].map(schema),
  });
  return errors.map(({ rawMessage }) => rawMessage);
}

async function readBack(xml: string): Promise<unknown> {
  const result = await importBpmn(xml);
  return result.ok ? { definition: result.definitions[0], notes: result.notes } : result.refused;
}

async function modelOf(content: string, beside = ''): Promise<Definition> {
  const result = await importBpmn(model(content, beside));
  const [definition] = result.ok ? result.definitions : [];
  if (definition === undefined) throw new Error(JSON.stringify(result));
  return definition;
}

describe('a definition that is written as BPMN', () => {
  it(`comes back as it was and is valid by the schema, whatever blocks it has (${EXPORTS} random ones)`, async () => {
    const files: string[] = [];
    for (let seed = 0; seed < EXPORTS; seed += 1) {
      const definition = randomDefinition(seededRandom(seed));
      const xml = await exportBpmn([definition]);
      expect([seed, await readBack(xml)]).toEqual([seed, { definition, notes: [] }]);
      const { warnings } = await readModdle(xml, 1);
      expect([seed, warnings]).toEqual([seed, []]);
      files.push(xml);
    }
    expect(await faultsOf(files)).toEqual([]);
  }, 600_000);

  it('is written the same every time', async () => {
    expect(await exportBpmn([randomDefinition(seededRandom(7))])).toBe(
      await exportBpmn([randomDefinition(seededRandom(7))]),
    );
  });

  it('keeps texts that XML cannot write, and ids that meet', async () => {
    const odd = '\u0001 a\n\t<b> & "c" \'d\' ]]> \u{1f600} \ud800 \ufffe é';
    const definition = procedure({
      key: 'check',
      name: { de: odd, en: `${odd} en` },
      description: { de: odd, en: 'x' },
      mustEndWithin: { length: 3, unit: 'month', roll: true },
      facts: [{ key: 'costs', name: named('Kosten'), type: 'number' }],
    });
    definition.nodes[1] = { ...check, name: { de: odd, en: 'Check' } };
    definition.flows[1] = { id: 'procedure-check', from: 'check', to: 'end', condition: ' facts.costs < 3 && "<" \n' };
    const xml = await exportBpmn([definition]);
    expect(await readBack(xml)).toEqual({ definition, notes: [] });
    expect(await faultsOf([xml])).toEqual([]);
  });
});

const start = { id: 'start', type: 'start', name: named('Beginn') } as const;
const check: NodeDefinition = {
  id: 'check',
  type: 'task',
  name: { de: 'Prüfen', en: 'Check' },
  addressee: { kind: 'department', department: 'LEGAL' },
  period: { length: 5, unit: 'workingDay', roll: true },
  reminders: [],
};
const wait = {
  id: 'wait',
  type: 'timer',
  name: named('Warten'),
  period: { length: 8, unit: 'workingDay', roll: true },
} as const;
const end = { id: 'end', type: 'end', name: named('Ende'), outcome: 'completed' } as const;

const procedure = (more: Partial<Definition> = {}): Definition =>
  Definition.parse({
    schemaVersion: 1,
    key: 'sample',
    name: named('Muster'),
    nodes: [start, check, wait, end],
    flows: [
      { id: 'one', from: 'start', to: 'check' },
      { id: 'two', from: 'check', to: 'wait' },
      { id: 'three', from: 'wait', to: 'end' },
    ],
    ...more,
  });

describe('a model that came as BPMN', () => {
  const elements = `
    <startEvent id="start"/><sequenceFlow id="a" sourceRef="start" targetRef="task"/>
    <userTask id="task" name="Prüfen" camunda:assignee="\${clerk}"/><sequenceFlow id="b" sourceRef="task" targetRef="call"/>
    <callActivity id="call" calledElement="\${which}"/><sequenceFlow id="c" sourceRef="call" targetRef="end"/>
    <endEvent id="end"/>`;

  it('has no elements of ours where the standard says it all', async () => {
    const definition = await modelOf(elements);
    const xml = await exportBpmn([definition]);
    expect(await readBack(xml)).toEqual({ definition, notes: [] });
    expect(xml).not.toMatch(/<querraum:/);
    expect(await faultsOf([xml])).toEqual([]);
  });

  it('keeps what the house has added to it, and its order', async () => {
    const model = await modelOf(elements);
    const definition: Definition = {
      ...model,
      key: 'another',
      description: named('Wozu'),
      nodes: model.nodes
        .map((node) =>
          node.type === 'userTask'
            ? { ...node, name: { de: 'Prüfen', en: 'Check' }, addressee: { kind: 'superiorOfLead' as const } }
            : node,
        )
        .toReversed(),
      flows: model.flows.toReversed(),
    };
    const xml = await exportBpmn([definition]);
    expect(await readBack(xml)).toEqual({ definition, notes: [] });
    const renamed = await readBack(xml.replace('name="Prüfen"', 'name="Ansehen"'));
    expect(renamed).toMatchObject({
      definition: {
        nodes: expect.arrayContaining([expect.objectContaining({ title: 'Ansehen', name: named('Ansehen') })]),
      },
      notes: [{ element: 'userTask', id: 'task', what: 'name', code: 'changedElsewhere' }],
    });
  });

  it('that has got blocks of the office is written with all settings', async () => {
    const model = await modelOf(elements);
    const definition = Definition.parse({ ...model, nodes: [...model.nodes, { ...check, id: 'more' }] });
    expect(await readBack(await exportBpmn([definition]))).toEqual({ definition, notes: [] });
  });
});

describe('a procedure that was changed in another tool', () => {
  const changed = async (change: (xml: string) => string) => {
    const xml = await exportBpmn([procedure()]);
    const other = change(xml);
    expect(other).not.toBe(xml);
    return (await readBack(other)) as { definition: Definition; notes: unknown[] };
  };
  const nodeOf = ({ definition }: { definition: Definition }, id: string) =>
    definition.nodes.find((node) => node.id === id);

  it('takes the new name in both languages', async () => {
    const result = await changed((xml) => xml.replace('name="Prüfen"', 'name="Ansehen"'));
    expect(nodeOf(result, 'check')).toEqual({ ...check, name: named('Ansehen') });
    expect(result.notes).toEqual([{ element: 'userTask', id: 'check', what: 'name', code: 'changedElsewhere' }]);
  });

  it('takes the flows as they are', async () => {
    const result = await changed((xml) => xml.replace('targetRef="wait"', 'targetRef="end"'));
    expect(result.definition.flows[1]).toEqual({ id: 'two', from: 'check', to: 'end' });
  });

  it('takes the time of a timer, in days of the calendar', async () => {
    const result = await changed((xml) => xml.replace('>P8D<', '>P9D<'));
    expect(nodeOf(result, 'wait')).toEqual({ ...wait, period: { length: 9, unit: 'calendarDay', roll: true } });
    expect(result.notes).toMatchObject([{ id: 'wait', code: 'asStandard' }]);
  });

  it('has a plain task of the lead where a new task stands, and where the settings are gone or unreadable', async () => {
    const plain = { ...check, addressee: { kind: 'lead' }, period: undefined, name: named('Prüfen') };
    for (const change of [
      (xml: string) =>
        xml.replace(
          /(<bpmn:userTask id="check"[^>]*>)\s*<bpmn:extensionElements>[\s\S]*?<\/bpmn:extensionElements>/,
          '$1',
        ),
      (xml: string) => xml.replace(/(<bpmn:userTask id="check"[\s\S]*?<querraum:node>)[^<]*/, '$1{"type":"task"'),
      (xml: string) =>
        xml.replace(/(<bpmn:userTask id="check"[\s\S]*?<querraum:node>)[^<]*/, '$1{"type":"task","name":7}'),
      (xml: string) => xml.replaceAll('bpmn:userTask', 'bpmn:manualTask'),
    ]) {
      const result = await changed(change);
      expect(nodeOf(result, 'check')).toEqual(plain);
      expect(result.notes).toEqual(
        expect.arrayContaining([expect.objectContaining({ id: 'check', code: 'asStandard' })]),
      );
    }
  });

  it('is a general model as soon as something in it is no block', async () => {
    const result = await changed((xml) =>
      xml.replace(
        /<bpmn:sequenceFlow id="one"/,
        '<bpmn:scriptTask id="script" camunda:type="external" camunda:topic="x" />$&',
      ),
    );
    expect(result.definition.imported).toEqual({ process: 'procedure-sample', language: 'feel' });
    expect(result.notes).toEqual(expect.arrayContaining([expect.objectContaining({ id: 'script', code: 'setAside' })]));
  });

  it('is a general model where our own settings of the whole are unreadable', async () => {
    for (const own of ['', '[]', '{"key":', '{"key":"x","__proto__":{"name":1}}']) {
      const result = await changed((xml) =>
        xml.replace(/<querraum:procedure>[^<]*/, () => `<querraum:procedure>${own}`),
      );
      expect(result.definition.imported).toBeDefined();
      expect(result.notes).toEqual(expect.arrayContaining([expect.objectContaining({ code: 'unreadable' })]));
    }
  });
});
