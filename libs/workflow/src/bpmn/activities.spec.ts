import { around, aroundZeebe, definitionOf, nodeOf } from './sample-models';

describe('other activities', () => {
  it.each([
    ['<manualTask id="it"/>', { type: 'manualTask' }],
    ['<receiveTask id="it"/>', { type: 'receiveTask' }],
    ['<serviceTask id="it" camunda:type="external" camunda:topic="${t}"/>', { type: 'externalTask', topic: '${t}' }],
    ['<sendTask id="it" flowable:type="external-worker" flowable:topic="t"/>', { type: 'externalTask', topic: 't' }],
    ['<exclusiveGateway id="it" default="out"/>', { type: 'exclusiveGateway', defaultFlow: 'out' }],
    ['<inclusiveGateway id="it" default="out"/>', { type: 'inclusiveGateway', defaultFlow: 'out' }],
    ['<parallelGateway id="it"/>', { type: 'parallelGateway' }],
    ['<task id="it" default="out"/>', { type: 'abstractTask', defaultFlow: 'out' }],
  ])('%s', async (element, node) => {
    expect(await nodeOf(around(element))).toEqual(node);
  });

  it('call with what goes in and out', async () => {
    const handed =
      '<camunda:in source="a" target="b"/><camunda:in sourceExpression="${1}" target="c" local="true"/>' +
      '<camunda:in businessKey="${k}"/><camunda:out variables="all"/>';
    const xml = around(
      `<callActivity id="it" calledElement="other"><extensionElements>${handed}</extensionElements></callActivity>`,
    );
    expect(await nodeOf(xml)).toEqual({
      type: 'callActivity',
      process: 'other',
      ins: [
        { source: 'a', target: 'b' },
        { expression: '${1}', target: 'c', local: true },
      ],
      outs: [{ all: true }],
    });
  });
});

describe('Camunda 8', () => {
  const extended = (element: string, extensions: string, rest = '') =>
    aroundZeebe(`<${element}><extensionElements>${extensions}</extensionElements>${rest}</${element.split(' ')[0]}>`);

  it.each([
    [
      'userTask id="it"',
      '<zeebe:userTask/><zeebe:assignmentDefinition assignee="=who" candidateGroups="g"/><zeebe:taskSchedule dueDate="=d"/>' +
        '<zeebe:formDefinition formId="f"/><zeebe:ioMapping><zeebe:input source="=a + 1" target="b"/><zeebe:output source="=b" target="c"/></zeebe:ioMapping>',
      {
        type: 'userTask',
        assignee: '=who',
        candidateGroups: 'g',
        dueDate: '=d',
        formKey: 'f',
        inputs: [{ name: 'b', value: '=a + 1' }],
        outputs: [{ name: 'c', value: '=b' }],
      },
    ],
    ['serviceTask id="it"', '<zeebe:taskDefinition type="mail" retries="3"/>', { type: 'externalTask', topic: 'mail' }],
    ['scriptTask id="it"', '<zeebe:taskDefinition type="js"/>', { type: 'externalTask', topic: 'js' }],
    [
      'callActivity id="it"',
      '<zeebe:calledElement processId="other" propagateAllChildVariables="false"/>',
      { type: 'callActivity', process: 'other', ins: [{ all: true }] },
    ],
  ])('%s', async (element, extensions, node) => {
    expect(await nodeOf(extended(element, extensions))).toEqual(node);
  });

  it('writes collections and conditions in FEEL', async () => {
    const xml = aroundZeebe(
      '<userTask id="it"><multiInstanceLoopCharacteristics><extensionElements>' +
        '<zeebe:loopCharacteristics inputCollection="=people" inputElement="p"/></extensionElements>' +
        '<completionCondition>=numberOfCompletedInstances &gt; 1</completionCondition></multiInstanceLoopCharacteristics></userTask>',
    );
    const { imported, nodes } = await definitionOf(xml);
    expect(imported?.language).toBe('feel');
    expect(nodes[1]).toMatchObject({
      loop: { collection: 'people', elementVariable: 'p', completionCondition: 'numberOfCompletedInstances > 1' },
    });
  });
});
