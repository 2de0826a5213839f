import { Definition, type NodeDefinition } from '../definition';
import { nodesInOrder, depthsOf } from '../diagram';
import { blockOf } from '../settings';
import { flowInWords } from './flow';
import { isImported } from './imported';
import { procedureSteps } from './steps';

const name = (text: string) => ({ de: text, en: text });

/** As it would come out of a BPMN file: one of every kind of node. */
export const MODEL = Definition.parse({
  schemaVersion: 1,
  key: 'model',
  name: name('Modell'),
  imported: { process: 'model', language: 'juel' },
  nodes: [
    { id: 'begin', type: 'startEvent', name: name('Antrag') },
    {
      id: 'check',
      type: 'userTask',
      name: name('Antrag prüfen'),
      candidateGroups: 'bauamt,denkmalschutz',
      dueDate: 'P3D',
    },
    {
      id: 'late',
      type: 'boundaryEvent',
      name: name('zu spät'),
      attachedTo: 'check',
      interrupting: false,
      event: { kind: 'timer', form: 'duration', text: 'P5D' },
    },
    { id: 'remind', type: 'throwEvent', name: name('erinnern'), event: { kind: 'signal', name: 'mahnung' } },
    { id: 'ok', type: 'exclusiveGateway', name: name('vollständig?'), defaultFlow: 'no' },
    { id: 'part', type: 'subProcess', name: name('Anhörung') },
    { id: 'partBegin', type: 'startEvent', name: name('Anhörung beginnt'), parent: 'part' },
    {
      id: 'hear',
      type: 'userTask',
      name: name('Stelle anhören'),
      parent: 'part',
      loop: { sequential: false, collection: '${stellen}', elementVariable: 'stelle' },
    },
    { id: 'partEnd', type: 'endEvent', name: name('angehört'), parent: 'part' },
    { id: 'wait', type: 'eventBasedGateway', name: name('Antwort oder Frist') },
    { id: 'reply', type: 'catchEvent', name: name('Antwort'), event: { kind: 'message', name: 'antwort' } },
    { id: 'timeout', type: 'catchEvent', name: name('Frist'), event: { kind: 'timer', form: 'duration', text: 'P7D' } },
    { id: 'calc', type: 'externalTask', name: name('Gebühr berechnen'), topic: 'gebuehr' },
    { id: 'hand', type: 'manualTask', name: name('Akte ziehen') },
    { id: 'any', type: 'abstractTask', name: name('etwas') },
    { id: 'receive', type: 'receiveTask', name: name('Zahlung'), message: 'zahlung' },
    { id: 'other', type: 'callActivity', name: name('Bescheid'), process: 'bescheid' },
    { id: 'stop', type: 'endEvent', name: name('Ende'), event: { kind: 'terminate' } },
  ],
  flows: [
    ['f1', 'begin', 'check'],
    ['f2', 'late', 'remind'],
    ['f3', 'check', 'ok'],
    ['yes', 'ok', 'part', '${vollstaendig}'],
    ['no', 'ok', 'check'],
    ['p1', 'partBegin', 'hear'],
    ['p2', 'hear', 'partEnd'],
    ['f4', 'part', 'wait'],
    ['f5', 'wait', 'reply'],
    ['f6', 'wait', 'timeout'],
    ['f7', 'reply', 'calc'],
    ['f8', 'timeout', 'calc'],
    ['f9', 'calc', 'hand'],
    ['f10', 'hand', 'any'],
    ['f11', 'any', 'receive'],
    ['f12', 'receive', 'other'],
    ['f13', 'other', 'stop'],
  ].map(([id, from, to, condition]) => ({ id, from, to, ...(condition !== undefined && { condition }) })),
});

const steps = procedureSteps(MODEL, {});
const step = (id: string) => steps.find(({ nodeId }) => nodeId === id);

describe('a procedure that comes from a BPMN file', () => {
  it('is listed in the order of its course, what is attached and what is inside right behind', () => {
    expect(nodesInOrder(MODEL).map(({ id }) => id)).toEqual([
      'begin',
      'check',
      'late',
      'ok',
      'remind',
      'part',
      'partBegin',
      'hear',
      'partEnd',
      'wait',
      'reply',
      'timeout',
      'calc',
      'hand',
      'any',
      'receive',
      'other',
      'stop',
    ]);
    expect(depthsOf(MODEL).get('hear')).toBe(1);
  });

  it('tells what each of its nodes is and what is set for it', () => {
    expect(step('begin')).toBeUndefined();
    expect(step('check')?.summary.de).toBe('Jemand erledigt die Aufgabe.');
    expect(step('check')?.rules.map(({ label, words }) => [label.de, words.de])).toEqual([
      ['Mögliche Gruppen', 'bauamt,denkmalschutz'],
      ['Fällig', 'P3D'],
    ]);
    expect(step('late')?.rules.map(({ label, words }) => [label.de, words.de])).toEqual([
      ['Zeit', 'P5D'],
      ['Läuft daneben weiter', 'ja'],
    ]);
    expect(step('hear')?.rules.map(({ words }) => words.de)).toEqual(['alle zugleich, für jedes aus ${stellen}']);
    expect(step('calc')?.rules.map(({ words }) => words.de)).toEqual(['gebuehr']);
    expect(step('stop')?.rules.map(({ label }) => label.de)).toEqual(['Beendet alles']);
    expect(step('check')?.afterwards.de).toBe('Wenn ${vollstaendig}, folgt „Anhörung“; sonst weiter wie oben.');
  });

  it('has words for every kind of node, and beside the ways of a choice the condition as the model has it', () => {
    const kinds = MODEL.nodes.filter((node: NodeDefinition) => isImported(node)).map(({ type }) => type);
    expect(new Set(kinds).size).toBe(13);
    for (const node of MODEL.nodes) expect(blockOf(node).name.de).not.toBe('');
    const beside = Object.fromEntries(MODEL.flows.map((flow) => [flow.id, flowInWords(MODEL, flow)?.de]));
    expect(beside).toMatchObject({ yes: '${vollstaendig}', no: 'sonst', f1: undefined });
  });
});
