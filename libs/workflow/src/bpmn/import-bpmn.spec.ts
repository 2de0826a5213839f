import { importBpmn } from './import-bpmn';
import { accepted, around, definitionOf, file, model, nodeOf } from './sample-models';

const task = (attributes = '', content = '') => around(`<userTask id="it" ${attributes}>${content}</userTask>`);
const MESSAGE = '<message id="m" name="Post ${n}"/>';

describe('a BPMN file', () => {
  it('becomes a definition with its nodes and flows in the order of the file', async () => {
    expect(await definitionOf(around('<task id="it" name="Prüfen"/>'))).toEqual({
      schemaVersion: 1,
      key: 'main',
      name: { de: 'main', en: 'main' },
      nodes: [
        { id: 'start', name: { de: 'start', en: 'start' }, type: 'startEvent' },
        { id: 'it', name: { de: 'Prüfen', en: 'Prüfen' }, type: 'abstractTask' },
        { id: 'end', name: { de: 'end', en: 'end' }, type: 'endEvent' },
      ],
      flows: [
        { id: 'in', from: 'start', to: 'it' },
        { id: 'out', from: 'it', to: 'end' },
      ],
      imported: { process: 'main', language: 'juel' },
    });
  });

  it('gives one definition per executable process, with keys of their own', async () => {
    const process = (id: string, executable: boolean) =>
      `<process id="${id}" name="P" isExecutable="${executable}"><startEvent/></process>`;
    const xml = file(['Uber_1', 'uber-1', '_9', 'sketch'].map((id) => process(id, id !== 'sketch')).join(''));
    const { definitions, notes } = accepted(await importBpmn(xml));
    expect(definitions.map(({ key, imported }) => [key, imported?.process])).toEqual([
      ['uber-1', 'Uber_1'],
      ['uber-1-2', 'uber-1'],
      ['process-9', '_9'],
    ]);
    expect(notes).toEqual([{ element: 'process', id: 'sketch', what: 'isExecutable' }]);
  });

  it('takes models for people where it is asked to', async () => {
    const xml = around('<task id="it"/>').replace('isExecutable="true"', '');
    expect(await importBpmn(xml)).toMatchObject({ ok: false, refused: [{ code: 'nothingToRun' }] });
    expect(await importBpmn(xml, { modelsForPeople: true })).toMatchObject({ ok: true });
  });

  it('gives ids to what has none, the same ones every time and none twice', async () => {
    const xml = model(
      '<startEvent/><startEvent id="a"><timerEventDefinition><timeDate>${d}</timeDate></timerEventDefinition></startEvent>' +
        '<task id="b"/><sequenceFlow sourceRef="a" targetRef="b"/><sequenceFlow sourceRef="a" targetRef="b"/>' +
        '<sequenceFlow id="a-to-b" sourceRef="a" targetRef="b"/>',
    );
    const { nodes, flows } = await definitionOf(xml);
    expect(nodes.map(({ id }) => id)).toEqual(['startEvent-1', 'a', 'b']);
    expect(flows.map(({ id }) => id)).toEqual(['a-to-b-2', 'a-to-b-3', 'a-to-b']);
  });

  it('puts what stands in a sub-process under it', async () => {
    const { nodes } = await definitionOf(
      around(
        '<subProcess id="it"><startEvent id="s"/><transaction id="t"><startEvent id="u"/></transaction></subProcess>',
      ),
    );
    expect(nodes.map(({ id, parent }) => [id, parent])).toEqual([
      ['start', undefined],
      ['it', undefined],
      ['s', 'it'],
      ['t', 'it'],
      ['u', 't'],
      ['end', undefined],
    ]);
    expect(nodes.find(({ id }) => id === 't')).toMatchObject({ type: 'subProcess', transaction: true });
  });

  it('is read by the encoding that it names, and with spaces around the signs of its attributes', async () => {
    const bytes = Buffer.from(around('<task id = "it" name\n=\'Prüfen\'/>').replace('UTF-8', 'windows-1252'), 'latin1');
    const { definitions } = accepted(await importBpmn(new Uint8Array(bytes)));
    expect(definitions[0]?.nodes[1]?.name.de).toBe('Prüfen');
  });

  it('keeps a condition as a whole', async () => {
    const { flows } = await definitionOf(
      around('<task id="it"/>').replace(
        '<sequenceFlow id="out" sourceRef="it" targetRef="end"/>',
        '<sequenceFlow id="out" sourceRef="it" targetRef="end"><conditionExpression xsi:type="tFormalExpression">' +
          '\n <![CDATA[${a < 1 && b}]]> </conditionExpression></sequenceFlow>',
      ),
    );
    expect(flows[1]?.condition).toBe('${a < 1 && b}');
  });

  it('finds what is referred to by a qualified name', async () => {
    const xml = around('<receiveTask id="it" messageRef="tns:m"/>', MESSAGE);
    expect(await nodeOf(xml)).toEqual({ type: 'receiveTask', message: 'Post ${n}' });
  });
});

describe('an event', () => {
  it.each([
    [
      '<timerEventDefinition><timeDuration>PT1H</timeDuration></timerEventDefinition>',
      { kind: 'timer', form: 'duration', text: 'PT1H' },
    ],
    [
      '<timerEventDefinition><timeCycle>R3/PT1H</timeCycle></timerEventDefinition>',
      { kind: 'timer', form: 'cycle', text: 'R3/PT1H' },
    ],
    [
      '<timerEventDefinition><timeDate>${due}</timeDate></timerEventDefinition>',
      { kind: 'timer', form: 'date', text: '${due}' },
    ],
    ['<messageEventDefinition messageRef="m"/>', { kind: 'message', name: 'Post ${n}' }],
    ['<signalEventDefinition signalRef="s"/>', { kind: 'signal', name: 'alarm' }],
    [
      '<conditionalEventDefinition><condition>${x}</condition></conditionalEventDefinition>',
      { kind: 'conditional', condition: '${x}' },
    ],
    [
      '<conditionalEventDefinition camunda:variableName="x" camunda:variableEvents="update, create"><condition>${x}</condition></conditionalEventDefinition>',
      { kind: 'conditional', condition: '${x}', variableName: 'x', variableEvents: ['create', 'update'] },
    ],
  ])('that catches: %s', async (definition, event) => {
    const xml = around(
      `<intermediateCatchEvent id="it">${definition}</intermediateCatchEvent>`,
      `${MESSAGE}<signal id="s" name="alarm"/>`,
    );
    expect(await nodeOf(xml)).toEqual({ type: 'catchEvent', event });
  });

  it.each([
    ['', undefined],
    ['<signalEventDefinition signalRef="s"/>', { kind: 'signal', name: 'alarm' }],
    ['<escalationEventDefinition escalationRef="e"/>', { kind: 'escalation', code: '17' }],
    ['<compensateEventDefinition/>', { kind: 'compensation' }],
    ['<compensateEventDefinition activityRef="end"/>', { kind: 'compensation', activity: 'end' }],
    ['<messageEventDefinition/>', { kind: 'message' }],
    [
      '<messageEventDefinition messageRef="m" camunda:type="external" camunda:topic="mail"/>',
      { kind: 'message', name: 'Post ${n}', topic: 'mail' },
    ],
  ])('that throws: %s', async (definition, event) => {
    const xml = around(
      `<intermediateThrowEvent id="it">${definition}</intermediateThrowEvent>`,
      `${MESSAGE}<signal id="s" name="alarm"/><escalation id="e" escalationCode="17"/>`,
    );
    expect(await nodeOf(xml)).toEqual({ type: 'throwEvent', ...(event === undefined ? {} : { event }) });
  });

  it('that ends with an error has its code and message; an undeclared one is its own code', async () => {
    const ends = (reference: string) =>
      model(
        `<startEvent id="start"/><endEvent id="it"><errorEventDefinition errorRef="${reference}"/></endEvent>`,
        '<error id="e" errorCode="E1" camunda:errorMessage="No ${n}"/>',
      );
    expect(await nodeOf(ends('e'))).toEqual({
      type: 'endEvent',
      event: { kind: 'error', code: 'E1', message: 'No ${n}' },
    });
    expect(await nodeOf(ends('lost'))).toEqual({ type: 'endEvent', event: { kind: 'error', code: 'lost' } });
  });

  it('on a border says what it is attached to, whether it cancels, what it hands over and who compensates', async () => {
    const borders =
      '<userTask id="it"/><boundaryEvent id="b" attachedToRef="it" cancelActivity="false"><extensionElements><camunda:inputOutput>' +
      '<camunda:outputParameter name="x">${y}</camunda:outputParameter></camunda:inputOutput></extensionElements>' +
      '<signalEventDefinition signalRef="s"/></boundaryEvent>' +
      '<boundaryEvent id="c" attachedToRef="it"><compensateEventDefinition/></boundaryEvent>' +
      '<task id="undo" isForCompensation="true"/><association sourceRef="c" targetRef="undo"/>';
    const xml = around(borders, '<signal id="s" name="alarm"/>');
    expect(await nodeOf(xml, 'b')).toEqual({
      type: 'boundaryEvent',
      attachedTo: 'it',
      interrupting: false,
      event: { kind: 'signal', name: 'alarm' },
      outputs: [{ name: 'x', value: '${y}' }],
    });
    expect(await nodeOf(xml, 'c')).toMatchObject({ handler: 'undo', event: { kind: 'compensation' } });
    expect(await nodeOf(xml, 'undo')).toEqual({ type: 'abstractTask', forCompensation: true });
  });
});

describe('a user task', () => {
  it.each(['camunda', 'operaton', 'flowable', 'activiti'])('has what %s says of it', async (vendor) => {
    const texts = {
      assignee: '${who}',
      candidateUsers: 'a, b',
      candidateGroups: '${groups}',
      dueDate: '2030-01-01',
      followUpDate: '${f}',
      priority: '70',
      formKey: 'form:1',
    };
    const attributes = Object.entries(texts).map(([name, value]) => `${vendor}:${name}="${value}"`);
    expect(await nodeOf(task(`name="Ask \${who}" ${attributes.join(' ')}`))).toEqual({
      type: 'userTask',
      title: 'Ask ${who}',
      ...texts,
    });
  });

  it('has people and groups by the elements of the standard', async () => {
    const role = (kind: string, text: string) =>
      `<${kind}><resourceAssignmentExpression><formalExpression>${text}</formalExpression></resourceAssignmentExpression></${kind}>`;
    expect(await nodeOf(task('', role('humanPerformer', 'kermit')))).toMatchObject({ assignee: 'kermit' });
    const owners = role('potentialOwner', ' user(a), group(legal), ${f ? "x" : "y"}, sport ');
    expect(await nodeOf(task('camunda:candidateUsers="z"', owners))).toEqual({
      type: 'userTask',
      candidateUsers: 'z, a',
      candidateGroups: 'legal, ${f ? "x" : "y"}, sport',
    });
  });

  it('may be there many times, with variables of its own', async () => {
    const loop = (attributes: string, content = '') =>
      task('', `<multiInstanceLoopCharacteristics ${attributes}>${content}</multiInstanceLoopCharacteristics>`);
    expect(await nodeOf(loop('isSequential="true"', '<loopCardinality>${n}</loopCardinality>'))).toEqual({
      type: 'userTask',
      loop: { sequential: true, cardinality: '${n}' },
    });
    expect(
      await nodeOf(
        loop(
          'camunda:collection="people" camunda:elementVariable="p"',
          '<completionCondition>${nrOfCompletedInstances == 2}</completionCondition>',
        ),
      ),
    ).toMatchObject({
      loop: {
        sequential: false,
        collection: 'people',
        elementVariable: 'p',
        completionCondition: '${nrOfCompletedInstances == 2}',
      },
    });
    expect(
      await nodeOf(loop('', '<loopDataInputRef>people</loopDataInputRef><inputDataItem name="p"/>')),
    ).toMatchObject({ loop: { sequential: false, collection: 'people', elementVariable: 'p' } });
    const mapping =
      '<extensionElements><camunda:inputOutput><camunda:inputParameter name="a"/><camunda:inputParameter name="b">' +
      '<camunda:list><camunda:value>1</camunda:value><camunda:value>${x}</camunda:value></camunda:list></camunda:inputParameter>' +
      '<camunda:inputParameter name="c"><camunda:map><camunda:entry key="k">v</camunda:entry></camunda:map></camunda:inputParameter>' +
      '<camunda:outputParameter name="d">${a}</camunda:outputParameter></camunda:inputOutput></extensionElements>';
    expect(await nodeOf(task('', mapping))).toEqual({
      type: 'userTask',
      inputs: [
        { name: 'a', value: '${null}' },
        { name: 'b', value: { list: ['1', '${x}'] } },
        { name: 'c', value: { map: { k: 'v' } } },
      ],
      outputs: [{ name: 'd', value: '${a}' }],
    });
  });
});
