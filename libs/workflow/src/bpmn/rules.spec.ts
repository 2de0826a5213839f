import { around, model, refusedOf } from './sample-models';

const signal = '<signal id="s" name="alarm"/>';
const catches = (id: string) =>
  `<intermediateCatchEvent id="${id}"><signalEventDefinition signalRef="s"/></intermediateCatchEvent>`;
const flow = (id: string, from: string, to: string, inside = '') =>
  `<sequenceFlow id="${id}" sourceRef="${from}" targetRef="${to}">${inside}</sequenceFlow>`;
const timer = '<timerEventDefinition><timeDuration>PT1H</timeDuration></timerEventDefinition>';
const condition = '<conditionExpression>${a}</conditionExpression>';
const sub = (content: string, attributes = '') =>
  around(`<subProcess id="it" ${attributes}>${content}</subProcess>`, signal);
/** An event sub-process beside the way of the process. */
const beside = (content: string) =>
  around(`<task id="it"/><subProcess id="e" triggeredByEvent="true">${content}</subProcess>`, signal);
const start = (event: string, attributes = '') => `<startEvent id="begin" ${attributes}>${event}</startEvent>`;

it.each([
  ['a start without a definition in a sub-process', sub(start(''))],
  ['a signal at the start of an event sub-process', beside(start('<signalEventDefinition signalRef="s"/>'))],
  ['a way into a task twice', around('<task id="it"/>' + flow('again', 'start', 'it'))],
  [
    'one flow without a condition behind an exclusive gateway',
    around('<exclusiveGateway id="it"/>' + flow('f', 'it', 'end', condition)),
  ],
  ['an event on a border', around(`<task id="it"/><boundaryEvent id="b" attachedToRef="it">${timer}</boundaryEvent>`)],
  [
    'links of one name',
    model(
      `<startEvent id="start"/><intermediateThrowEvent id="to"><linkEventDefinition name="A"/></intermediateThrowEvent>${flow('f', 'start', 'to')}` +
        `<intermediateCatchEvent id="from"><linkEventDefinition name="A"/></intermediateCatchEvent><endEvent id="end"/>${flow('g', 'from', 'end')}`,
    ),
  ],
])('takes %s', async (_what, xml) => {
  expect(await refusedOf(xml)).toEqual([]);
});

it.each<[string, string, string[]]>([
  // Events where they may not stand
  ['a process without a start', model('<task id="it"/>'), ['process main missing']],
  ['a sub-process without a start', sub('<task id="x"/>'), ['subProcess it missing']],
  [
    'two plain starts',
    model('<startEvent id="a"/><startEvent id="b"/>'),
    ['startEvent a unsupported', 'startEvent b unsupported'],
  ],
  ['a timer at the start of a sub-process', sub(start(timer)), ['startEvent begin notAllowedHere']],
  ['a plain start of an event sub-process', beside(start('')), ['startEvent begin notAllowedHere']],
  ['an error at the start of a process', model(start('<errorEventDefinition/>')), ['startEvent begin notAllowedHere']],
  [
    'an error that does not interrupt',
    beside(start('<errorEventDefinition/>', 'isInterrupting="false"')),
    ['startEvent begin notAllowedHere'],
  ],
  [
    'a timer at the end',
    model(`<startEvent id="a"/><endEvent id="it">${timer}</endEvent>`),
    ['endEvent it notAllowedHere'],
  ],
  [
    'a thrown timer',
    around(`<intermediateThrowEvent id="it">${timer}</intermediateThrowEvent>`),
    ['intermediateThrowEvent it notAllowedHere'],
  ],
  [
    'a caught escalation on the way',
    around('<intermediateCatchEvent id="it"><escalationEventDefinition/></intermediateCatchEvent>'),
    ['intermediateCatchEvent it notAllowedHere'],
  ],
  ['a catch of nothing', around('<intermediateCatchEvent id="it"/>'), ['intermediateCatchEvent it notAllowedHere']],
  [
    'a border of nothing',
    around('<task id="it"/><boundaryEvent id="b" attachedToRef="it"/>'),
    ['boundaryEvent b notAllowedHere'],
  ],
  [
    'a border of another scope',
    sub(
      `${start('')}</subProcess><boundaryEvent id="b" attachedToRef="begin">${timer}</boundaryEvent><subProcess id="x"><startEvent/>`,
    ),
    ['boundaryEvent b notAllowedHere'],
  ],
  [
    'a border of a gateway',
    around(`<parallelGateway id="it"/><boundaryEvent id="b" attachedToRef="it">${timer}</boundaryEvent>`),
    ['boundaryEvent b notAllowedHere'],
  ],
  [
    'a cancel outside of a transaction',
    around('<task id="it"/><endEvent id="c"><cancelEventDefinition/></endEvent>'),
    ['endEvent c notAllowedHere'],
  ],
  [
    'a cancel on a task',
    around('<task id="it"/><boundaryEvent id="b" attachedToRef="it"><cancelEventDefinition/></boundaryEvent>'),
    ['boundaryEvent b notAllowedHere'],
  ],
  [
    'two definitions',
    around(`<intermediateCatchEvent id="it">${timer}${timer}</intermediateCatchEvent>`),
    ['intermediateCatchEvent it unsupported'],
  ],
  // References and what must be there
  [
    'a message that is not declared',
    around('<receiveTask id="it" messageRef="lost"/>'),
    ['receiveTask it unknownReference'],
  ],
  [
    'a border of nobody',
    around(`<task id="it"/><boundaryEvent id="b" attachedToRef="lost">${timer}</boundaryEvent>`),
    ['boundaryEvent b unknownReference'],
  ],
  [
    'an escalation without its name',
    around('<intermediateThrowEvent id="it"><escalationEventDefinition/></intermediateThrowEvent>'),
    ['escalationEventDefinition it missing'],
  ],
  [
    'an error without a code',
    model('<startEvent id="a"/><endEvent id="it"><errorEventDefinition errorRef="e"/></endEvent>', '<error id="e"/>'),
    ['error e missing'],
  ],
  [
    'a timer without a time',
    around('<intermediateCatchEvent id="it"><timerEventDefinition/></intermediateCatchEvent>'),
    ['timerEventDefinition it missing'],
  ],
  [
    'a loop without a number',
    around('<task id="it"><multiInstanceLoopCharacteristics/></task>'),
    ['multiInstanceLoopCharacteristics it missing'],
  ],
  // Flows
  ['a flow from an end', around('<task id="it"/>' + flow('f', 'end', 'it')), ['sequenceFlow f notAllowedHere']],
  ['a flow to a start', around('<task id="it"/>' + flow('f', 'it', 'start')), ['sequenceFlow f notAllowedHere']],
  [
    'a flow out of a sub-process',
    around(`<subProcess id="it">${start('')}</subProcess>` + flow('f', 'begin', 'end')),
    ['sequenceFlow f notAllowedHere'],
  ],
  [
    'a flow to an event sub-process',
    beside(start('<signalEventDefinition signalRef="s"/>')).replace('<endEvent', `${flow('f', 'it', 'e')}<endEvent`),
    ['sequenceFlow f notAllowedHere'],
  ],
  ['a flow to nothing', around('<task id="it"/>' + flow('f', 'it', 'lost')), ['sequenceFlow f unknownReference']],
  [
    'a default of another gateway',
    around('<exclusiveGateway id="it" default="in"/>'),
    ['exclusiveGateway it notAllowedHere'],
  ],
  [
    'two flows without a condition',
    around('<exclusiveGateway id="it"/>' + flow('f', 'it', 'end')),
    ['sequenceFlow f missing', 'sequenceFlow out missing'],
  ],
  [
    'a condition on the default',
    around('<exclusiveGateway id="it" default="f"/>' + flow('f', 'it', 'end', condition)),
    ['sequenceFlow f notAllowedHere', 'sequenceFlow out missing'],
  ],
  [
    'a task behind an event-based gateway',
    around(`<eventBasedGateway id="it"/>${catches('c')}${flow('f', 'it', 'c')}`, signal),
    ['sequenceFlow out notAllowedHere'],
  ],
  // Links and compensation
  [
    'a link that leads nowhere',
    around('<task id="it"/><intermediateThrowEvent id="l"><linkEventDefinition name="A"/></intermediateThrowEvent>'),
    ['intermediateThrowEvent l unknownReference'],
  ],
  [
    'two targets of a link',
    around(
      `<task id="it"/>${'ab'.replace(/./g, '<intermediateCatchEvent id="$&"><linkEventDefinition name="A"/></intermediateCatchEvent>')}`,
    ),
    ['intermediateCatchEvent a notAllowedHere', 'intermediateCatchEvent b notAllowedHere'],
  ],
  [
    'a compensation by what does not compensate',
    around(
      '<task id="it"/><task id="u"/><boundaryEvent id="b" attachedToRef="it"><compensateEventDefinition/></boundaryEvent><association sourceRef="b" targetRef="u"/>',
    ),
    ['task u missing'],
  ],
  // The schema
  ['an unknown element', around('<task id="it"/><thing id="x"/>'), ['thing x notAllowedHere']],
  ['an unknown attribute', around('<task id="it" colour="red"/>'), ['task it notAllowedHere']],
  ['an id twice', around('<task id="it"/><task id="it"/>'), ['task it notAllowedHere']],
  ['text between elements', around('<task id="it"/> text '), ['process - notAllowedHere']],
  ['another language', '<html><body/></html>', ['definitions - notBpmn']],
  // Expressions
  ['an expression that cannot be read', around('<userTask id="it" name="${}"/>'), ['userTask it expression']],
])('refuses %s', async (_what, xml, refused) => {
  expect(await refusedOf(xml)).toEqual(refused);
});
