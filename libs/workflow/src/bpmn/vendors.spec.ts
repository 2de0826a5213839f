import { importBpmn } from './import-bpmn';
import { accepted, around, aroundZeebe, refusedOf } from './sample-models';

const extended = (element: string, extensions: string) =>
  around(`<${element} id="it"><extensionElements>${extensions}</extensionElements></${element}>`);

it('names what has no effect and goes on', async () => {
  const xml = around(
    '<userTask id="it" camunda:asyncBefore="true" flowable:exclusive="false" camunda:formRef="f">' +
      '<extensionElements><camunda:formData/><camunda:properties/><other:thing/><camunda:in source="a" target="b"/></extensionElements></userTask>' +
      '<dataObject id="d"/>',
  );
  const { notes } = accepted(await importBpmn(xml));
  expect(notes.map(({ element, id, what }) => `${element} ${id} ${what}`)).toEqual([
    'userTask it asyncBefore',
    'userTask it exclusive',
    'userTask it formRef',
    'userTask it vendor:formData',
    'userTask it vendor:properties',
    'userTask it other:thing',
    'userTask it vendor:in',
    'dataObject d dataObject',
  ]);
});

it.each([
  ['<scriptTask id="it"><script>x</script></scriptTask>', 'scriptTask it unsupported'],
  ['<serviceTask id="it" camunda:class="org.Example"/>', 'serviceTask it unsupported'],
  ['<serviceTask id="it" camunda:delegateExpression="${x}"/>', 'serviceTask it unsupported'],
  ['<serviceTask id="it" activiti:expression="${x}"/>', 'serviceTask it unsupported'],
  ['<serviceTask id="it" flowable:type="mail"/>', 'serviceTask it unsupported'],
  ['<serviceTask id="it"/>', 'serviceTask it unsupported'],
  ['<serviceTask id="it" camunda:type="external"/>', 'serviceTask it missing'],
  ['<businessRuleTask id="it" camunda:decisionRef="d"/>', 'businessRuleTask it unsupported'],
  ['<complexGateway id="it"/>', 'complexGateway it unsupported'],
  ['<adHocSubProcess id="it"><startEvent/></adHocSubProcess>', 'adHocSubProcess it unsupported'],
  ['<task id="it"><standardLoopCharacteristics/></task>', 'task it unsupported'],
  ['<receiveTask id="it" instantiate="true"/>', 'receiveTask it unsupported'],
  ['<eventBasedGateway id="it" eventGatewayType="Parallel"/>', 'eventBasedGateway it unsupported'],
  ['<task id="it" startQuantity="2"/>', 'task it unsupported'],
  ['<userTask id="it" flowable:skipExpression="${x}"/>', 'userTask it unsupported'],
  ['<userTask id="it" camunda:invented="1"/>', 'userTask it unsupported'],
  [
    '<task id="it"><multiInstanceLoopCharacteristics flowable:elementIndexVariable="i"><loopCardinality>2</loopCardinality></multiInstanceLoopCharacteristics></task>',
    'multiInstanceLoopCharacteristics it unsupported',
  ],
  [
    '<task id="it"><multiInstanceLoopCharacteristics><loopCardinality>2</loopCardinality><outputDataItem id="o"/></multiInstanceLoopCharacteristics></task>',
    'multiInstanceLoopCharacteristics it unsupported',
  ],
])('refuses %s', async (element, refused) => {
  expect(await refusedOf(around(element))).toContain(refused);
});

it.each([
  ['userTask', '<camunda:taskListener event="create" class="x"/>'],
  ['task', '<flowable:executionListener event="start" class="x"/>'],
  ['task', '<camunda:connector/>'],
  [
    'task',
    '<camunda:inputOutput><camunda:inputParameter name="a"><camunda:script/></camunda:inputParameter></camunda:inputOutput>',
  ],
  ['parallelGateway', '<camunda:inputOutput/>'],
  ['task', '<flowable:in source="a" target="b"/>'],
])('refuses an extension of a %s: %s', async (element, extension) => {
  expect(await refusedOf(extended(element, extension))).toEqual([`${element} it unsupported`]);
});

it('refuses scripts in conditions and what Camunda 8 would run by itself', async () => {
  const script = around('<task id="it"/>').replace(
    'targetRef="end"/>',
    'targetRef="end"><conditionExpression xsi:type="tFormalExpression" language="groovy">x</conditionExpression></sequenceFlow>',
  );
  expect(await refusedOf(script)).toEqual(['formalExpression out unsupported']);
  const zeebe = aroundZeebe(
    '<scriptTask id="it"><extensionElements><zeebe:script expression="=1" resultVariable="x"/></extensionElements></scriptTask>',
  );
  expect(await refusedOf(zeebe)).toEqual(['scriptTask it unsupported', 'scriptTask it unsupported']);
});

it('reports everything that is refused at once', async () => {
  const xml = around('<scriptTask id="it"/><complexGateway id="a"/><task id="b" camunda:x="1"/>');
  expect(await refusedOf(xml)).toEqual([
    'task b unsupported',
    'scriptTask it unsupported',
    'complexGateway a unsupported',
  ]);
});
