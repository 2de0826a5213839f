import { nextDue } from '../advance';
import { NodeId } from '../definition';
import { lintCalls } from '../lint/calls';
import { migrateState } from '../migration/migrate';
import { FACTS } from '../play';
import { ada, Course, flow, model } from './model-course';
import { cycleFrom, nextOfCycle, timerFrom } from './timer-text';

const START = { id: 'start', type: 'startEvent' } as const;
const END = { id: 'end', type: 'endEvent' } as const;
const task = (id: string, more: object = {}) => ({ id, type: 'userTask', ...more }) as const;
const NOW = '2027-03-01T08:00:00.000Z';

describe('a model that asks for too much', () => {
  it('is stopped where its instances go round in circles and nobody acts', () => {
    const course = new Course(
      model(
        [START, { id: 'again', type: 'manualTask', loop: { sequential: false, cardinality: '2' } }],
        ['start>again', 'again>again'],
      ),
    );
    expect(course.state.obstacles).toMatchObject({ again: { reason: 'endless' } });
  });

  it('is refused where a condition changes what it watches', () => {
    const course = new Course(
      model(
        [
          START,
          task('work'),
          {
            id: 'watch',
            type: 'boundaryEvent',
            attachedTo: 'work',
            interrupting: false,
            event: { kind: 'conditional', condition: '${amount > 0}' },
            outputs: [{ name: 'amount', value: '${amount + 1}' }],
          },
        ],
        ['start>work'],
      ),
      { amount: 0 },
    );
    course.then({ type: 'setVariables', variables: { amount: 1 } });
    expect(course.refused?.code).toBe('endlessModel');
    expect(course.state.variables).toEqual({ amount: 0 });
  });

  it.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty'])('may not call a node %s', (id) =>
    expect(NodeId.safeParse(id).success).toBe(false),
  );

  it.each(['constructor', '__proto__', 'nobody'])('refuses to call the process %s, which is not there', (process) => {
    const course = new Course(model([START, { id: 'call', type: 'callActivity', process }], ['start>call']));
    expect(course.refused?.code).toBe('unknownProcess');
  });

  it('refuses to call what begins only by a message, and says so before it is released', () => {
    const other = {
      ...model([{ id: 'begin', type: 'startEvent', event: { kind: 'message', name: 'm' } }], []),
      key: 'other',
    };
    const definition = model([START, { id: 'call', type: 'callActivity', process: 'other' }], ['start>call']);
    expect(new Course(definition, {}, { other }).refused?.code).toBe('unknownEvent');
    expect(lintCalls(definition, { other })).toMatchObject([{ nodeId: 'call', code: 'unknownProcedure' }]);
  });

  it.each(['R/PT0S', 'R/PT0.001S', 'R0/PT1H', '30-10 * * * * ?', 'P9999Y'])('takes %s for no time', (text) =>
    expect(cycleFrom(NOW, text) ?? timerFrom(NOW, 'duration', text)).toBeNull(),
  );

  it('counts a cycle with a beginning from its last time, and every second that cron names', () => {
    expect(nextOfCycle('2027-03-01T09:00:00.000Z', NOW, 'R3/2027-03-01T09:00:00Z/PT1H')).toBe(
      '2027-03-01T10:00:00.000Z',
    );
    expect(cycleFrom(NOW, '0/20 * * * * ?')).toEqual({ at: '2027-03-01T08:00:20.000Z' });
    expect(nextOfCycle('2027-03-01T08:00:20.000Z', '2027-03-01T08:00:20.000Z', '0/20 * * * * ?')).toBe(
      '2027-03-01T08:00:40.000Z',
    );
  });
});

describe('a run of a model', () => {
  const work = model([START, task('work'), END], ['start>work', 'work>end']);

  it('lets the boundary of a loop occur although its instances have nothing to hand out yet', () => {
    const course = new Course(
      model(
        [
          START,
          task('each', {
            loop: { sequential: false, cardinality: '2' },
            inputs: [{ name: 'own', value: 'x' }],
            outputs: [{ name: 'result', value: '${own}' }],
          }),
          {
            id: 'late',
            type: 'boundaryEvent',
            attachedTo: 'each',
            event: { kind: 'timer', form: 'duration', text: 'PT1H' },
          },
          task('remind'),
        ],
        ['start>each', 'late>remind'],
      ),
    );
    expect(course.after(2).then({ type: 'tick' }).open).toEqual(['remind']);
  });

  it('goes on where what compensates was cancelled by an event at its own border', () => {
    const course = new Course(
      model(
        [
          START,
          task('book'),
          {
            id: 'booked',
            type: 'boundaryEvent',
            attachedTo: 'book',
            event: { kind: 'compensation' },
            handler: 'cancel',
          },
          task('cancel', { forCompensation: true }),
          {
            id: 'late',
            type: 'boundaryEvent',
            attachedTo: 'cancel',
            event: { kind: 'timer', form: 'duration', text: 'PT1H' },
          },
          { id: 'undo', type: 'throwEvent', event: { kind: 'compensation' } },
          END,
        ],
        ['start>book', 'book>undo', 'undo>end'],
      ),
    );
    course.done('book').after(2).then({ type: 'tick' });
    expect(course.state.status).toBe('completed');
  });

  it('keeps no number that is none, and no text for nothing', () => {
    const course = new Course(
      model([START, task('work', { priority: '${p}', assignee: '${nobody}', title: '${nobody}' })], ['start>work']),
      { p: 'high', nobody: null },
    );
    expect(course.state.steps).toMatchObject([{ priority: null, assignee: null, title: null }]);
  });

  it('keeps the work of somebody outside who reports an error that nothing catches', () => {
    const course = new Course(model([START, { id: 'send', type: 'externalTask', topic: 'mail' }], ['start>send']));
    course.then({ type: 'stepError', stepId: course.step('send'), code: 'down' });
    expect(course.refused).toEqual({ code: 'errorNotCaught', details: { code: 'down' } });
    expect(course.open).toEqual(['send']);
  });

  it('stays by the version by which it began', () => {
    const { state } = new Course(work);
    const bundle = { semantics: 1 as const, definition: work };
    const at = { now: NOW, facts: FACTS, fromVersion: 1, toVersion: 2 };
    expect(migrateState(bundle, bundle, state, { work: 'work' }, at)).toMatchObject({
      refused: [{ code: 'importedModel' }],
    });
  });

  it('has nothing due where everything waits for people', () => {
    const course = new Course(work);
    expect(nextDue(course.state)).toBeNull();
    expect(course.then({ type: 'cancelRun', by: ada, reason: 'Entfällt' }).state.subscriptions ?? []).toEqual([]);
  });

  it('takes no path twice for one condition', () => {
    const course = new Course(
      model(
        [START, { id: 'which', type: 'exclusiveGateway' }, task('a'), task('b')],
        ['start>which', flow('which>a', '${true}'), flow('which>b', '${true}')],
      ),
    );
    expect(course.open).toEqual(['a']);
  });
});
