/** A file with a process of that many tasks one after the other, with their diagram as an editor writes it. */
export function longFile(tasks: number): string {
  const id = (index: number) => (index < tasks ? `task${index}` : 'end');
  const parts = Array.from({ length: tasks }, (_, index) => {
    const name = `name="Prüfung ${index}" camunda:candidateGroups="amt"`;
    const condition = `<conditionExpression xsi:type="tFormalExpression">\${ergebnis == ${index} &amp;&amp; offen}</conditionExpression>`;
    return (
      `<userTask id="task${index}" ${name}><incoming>in${index}</incoming><outgoing>in${index + 1}</outgoing></userTask>` +
      `<sequenceFlow id="in${index + 1}" sourceRef="task${index}" targetRef="${id(index + 1)}">${condition}</sequenceFlow>`
    );
  });
  const shapes = Array.from({ length: tasks }, (_, index) => {
    const place = `<dc:Bounds x="${index * 150}" y="100" width="100" height="80"/>`;
    const way = `<di:waypoint x="${index * 150}" y="140"/><di:waypoint x="${index * 150 + 50}" y="140"/>`;
    return (
      `<bpmndi:BPMNShape id="s${index}" bpmnElement="task${index}">${place}</bpmndi:BPMNShape>` +
      `<bpmndi:BPMNEdge id="e${index}" bpmnElement="in${index + 1}">${way}</bpmndi:BPMNEdge>`
    );
  });
  return (
    `${HEAD}<process id="lang" isExecutable="true"><startEvent id="start"/>` +
    `<sequenceFlow id="in0" sourceRef="start" targetRef="task0"/>${parts.join('')}<endEvent id="end"/></process>` +
    `<bpmndi:BPMNDiagram id="d"><bpmndi:BPMNPlane id="p" bpmnElement="lang">${shapes.join('')}</bpmndi:BPMNPlane></bpmndi:BPMNDiagram></definitions>`
  );
}

const HEAD =
  '<?xml version="1.0" encoding="UTF-8"?>\n<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"' +
  ' xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:dc="http://www.omg.org/spec/DD/20100524/DC"' +
  ' xmlns:di="http://www.omg.org/spec/DD/20100524/DI" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"' +
  ' xmlns:camunda="http://camunda.org/schema/1.0/bpmn" targetNamespace="bench">';

const ENTITIES = Array.from({ length: 20 }, (_, level) => `<!ENTITY e${level + 1} "${`&e${level};`.repeat(10)}">`);

/** Files that want to exhaust whoever reads them. */
export const BOMBS: Record<string, () => string | Uint8Array> = {
  'entities of entities': () =>
    longFile(1).replace('<definitions', `<!DOCTYPE x [<!ENTITY e0 "x">${ENTITIES.join('')}]><definitions`),
  'one hundred megabytes': () => new Uint8Array(100_000_000).fill(32),
  'one hundred megabytes of text': () => ' '.repeat(100_000_000),
  'ten thousand levels': () => `${HEAD}${'<subProcess>'.repeat(10_000)}${'</subProcess>'.repeat(10_000)}</definitions>`,
  'five megabytes of elements': () => `${HEAD}${'<task/>'.repeat(700_000)}</definitions>`,
  'five megabytes of attributes': () => `${HEAD}<task ${'a="" '.repeat(900_000)}/></definitions>`,
  'fifty thousand unknown elements': () => `${HEAD}${'<process><x a="1"/></process>'.repeat(24_000)}</definitions>`,
  'calls in a circle': () =>
    `${HEAD}${['a', 'b', 'c'].map((id, at) => `<process id="${id}" isExecutable="true"><startEvent id="s${id}"/><callActivity id="c${id}" calledElement="${'bca'.charAt(at)}"/></process>`).join('')}</definitions>`,
};
