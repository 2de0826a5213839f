import { nextDue } from '../advance';
import { ada, Course, flow, model } from './model-course';

const START = { id: 'start', type: 'startEvent' } as const;
const END = { id: 'end', type: 'endEvent' } as const;
const task = (id: string, more: object = {}) => ({ id, type: 'userTask', ...more }) as const;
const timer = (text: string, form: 'duration' | 'cycle' = 'duration') => ({ kind: 'timer', form, text }) as const;

describe('a run of an imported model', () => {
  it('goes on by a boundary timer that cancels its task, before whoever comes too late', () => {
    const course = new Course(
      model(
        [
          START,
          task('work'),
          { id: 'late', type: 'boundaryEvent', attachedTo: 'work', event: timer('PT1H') },
          task('remind'),
        ],
        ['start>work', 'late>remind'],
      ),
    );
    const work = course.step('work');
    course.after(2).then({ type: 'stepDone', stepId: work });
    expect(course.refused?.code).toBe('notOpen');
    expect(course.open).toEqual(['remind']);
    expect(course.waiting).toEqual([]);
  });

  it('lets a cycle beside a task fire as often as it says, and says when it is due next', () => {
    const definition = model(
      [
        START,
        task('work'),
        {
          id: 'tick',
          type: 'boundaryEvent',
          attachedTo: 'work',
          interrupting: false,
          event: timer('R2/PT1H', 'cycle'),
        },
        task('remind'),
      ],
      ['start>work', 'tick>remind'],
    );
    const course = new Course(definition);
    expect(nextDue(course.state)).toBe('2027-03-01T09:00:00.000Z');
    course.after(1).then({ type: 'tick' });
    expect(nextDue(course.state)).toBe('2027-03-01T10:00:00.000Z');
    course.after(1).then({ type: 'tick' });
    expect(course.open).toEqual(['remind', 'remind', 'work']);
    expect(nextDue(course.state)).toBeNull();
  });

  it('keeps all as it was where a timer cannot be carried out, and tells the lead once', () => {
    const course = new Course(
      model(
        [
          START,
          task('work'),
          { id: 'late', type: 'boundaryEvent', attachedTo: 'work', event: timer('PT1H') },
          { id: 'which', type: 'exclusiveGateway' },
          task('remind'),
        ],
        ['start>work', 'late>which', flow('which>remind', '${amount > 5}')],
      ),
    );
    course.after(2).then({ type: 'tick' });
    expect(course.open).toEqual(['work']);
    expect(course.effects).toMatchObject([
      { type: 'event', event: { type: 'incident', reason: 'unknownVariable' } },
      { type: 'notify', reason: 'incident', unitId: 'lead' },
    ]);
    course.then({ type: 'tick' });
    expect(course.effects).toEqual([]);
    expect(course.done('work').state.status).toBe('completed');
  });

  it('refuses a command as a whole where no condition holds behind it', () => {
    const course = new Course(
      model(
        [START, task('work'), { id: 'which', type: 'exclusiveGateway' }, END],
        ['start>work', 'work>which', flow('which>end', '${amount > 5}')],
      ),
    );
    const before = course.state;
    course.done('work', { amount: 3 });
    expect(course.refused).toEqual({ code: 'noOutgoingFlow', details: { node: 'which' } });
    expect(course.state).toEqual(before);
    expect(course.done('work', { amount: 6 }).state.status).toBe('completed');
  });

  it('carries a task out for every element, and cancels the rest when enough are done', () => {
    const course = new Course(
      model(
        [
          START,
          task('ask', {
            title: '${who}',
            loop: {
              sequential: false,
              collection: 'people',
              elementVariable: 'who',
              completionCondition: '${nrOfCompletedInstances == 2}',
            },
          }),
          END,
        ],
        ['start>ask', 'ask>end'],
      ),
      { people: ['Jugendamt', 'Sportamt', 'Umwelt'] },
    );
    const titles = course.state.steps.flatMap((step) => (step.type === 'userTask' ? [step.title] : []));
    expect(titles).toEqual(['Jugendamt', 'Sportamt', 'Umwelt']);
    expect(course.done('ask').open).toEqual(['ask', 'ask']);
    expect(course.done('ask').state.status).toBe('completed');
    expect(course.state.variables).toEqual({ people: ['Jugendamt', 'Sportamt', 'Umwelt'] });
  });

  it('begins an event sub-process by a message, which ends everything else in its scope', () => {
    const course = new Course(
      model(
        [
          START,
          task('work'),
          { id: 'handler', type: 'subProcess', byEvent: true },
          { id: 'revoked', type: 'startEvent', parent: 'handler', event: { kind: 'message', name: 'revoked' } },
          task('tidyUp', { parent: 'handler' }),
        ],
        ['start>work', 'revoked>tidyUp'],
      ),
    );
    const [subscription] = course.state.subscriptions ?? [];
    course.then({ type: 'occur', subscriptionId: subscription?.id ?? '', variables: { by: 'phone' } });
    expect(course.open).toEqual(['handler', 'tidyUp']);
    expect(course.state.variables).toEqual({ by: 'phone' });
    course.then({ type: 'occur', subscriptionId: subscription?.id ?? '' });
    expect(course.refused?.code).toBe('unknownEvent');
    expect(course.done('tidyUp').state.status).toBe('completed');
  });

  it('hands an error of an outside worker to whoever catches its code, and its variables with it', () => {
    const course = new Course(
      model(
        [
          START,
          { id: 'part', type: 'subProcess' },
          { id: 'inside', type: 'startEvent', parent: 'part' },
          { id: 'send', type: 'externalTask', topic: 'send-${where}', parent: 'part' },
          {
            id: 'failed',
            type: 'boundaryEvent',
            attachedTo: 'part',
            event: { kind: 'error', code: 'unreachable', codeVariable: 'why' },
          },
          task('callThem'),
        ],
        ['start>part', 'inside>send', 'failed>callThem'],
      ),
      { where: 'berlin' },
    );
    expect(course.state.steps.find(({ nodeId }) => nodeId === 'send')).toMatchObject({ topic: 'send-berlin' });
    course.then({ type: 'stepError', stepId: course.step('send'), code: 'unreachable' });
    expect(course.open).toEqual(['callThem']);
    expect(course.state.variables).toEqual({ where: 'berlin', why: 'unreachable' });
  });

  it('compensates in the scope for what has been completed, and goes on when that is done', () => {
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
          { id: 'undo', type: 'throwEvent', event: { kind: 'compensation' } },
          END,
        ],
        ['start>book', 'book>undo', 'undo>end'],
      ),
    );
    expect(course.done('book').open).toEqual(['cancel', 'undo']);
    expect(course.done('cancel').state.status).toBe('completed');
  });

  it('gives a signal to all that wait for it in the run, and tells the others by an effect', () => {
    const course = new Course(
      model(
        [
          START,
          { id: 'fork', type: 'parallelGateway' },
          { id: 'wait', type: 'catchEvent', event: { kind: 'signal', name: 'go' } },
          task('first'),
          { id: 'shout', type: 'throwEvent', event: { kind: 'signal', name: 'go' } },
          task('afterwards'),
        ],
        ['start>fork', 'fork>wait', 'fork>first', 'first>shout', 'wait>afterwards'],
      ),
    );
    course.done('first');
    expect(course.open).toEqual(['afterwards']);
    expect(course.effects).toContainEqual({ type: 'signal', name: 'go' });
  });

  it('looks at a condition when a variable changes that it can see', () => {
    const course = new Course(
      model(
        [START, { id: 'enough', type: 'catchEvent', event: { kind: 'conditional', condition: '${amount >= 5}' } }, END],
        ['start>enough', 'enough>end'],
      ),
    );
    expect(course.then({ type: 'setVariables', variables: { amount: 3 } }).open).toEqual(['enough']);
    expect(course.then({ type: 'setVariables', variables: { amount: 5 } }).state.status).toBe('completed');
  });

  it('calls another model, which sees what it is given and gives back what is asked for', () => {
    const called = { ...model([START, task('inner'), END], ['start>inner', 'inner>end']), key: 'other' };
    const course = new Course(
      model(
        [
          START,
          {
            id: 'call',
            type: 'callActivity',
            process: 'other',
            ins: [{ expression: '${amount + 1}', target: 'given' }],
            outs: [{ source: 'found', target: 'result' }],
          },
          END,
        ],
        ['start>call', 'call>end'],
      ),
      { amount: 1 },
      { other: called },
    );
    expect(course.state.scopes).toMatchObject([{ procedure: 'other', variables: { given: 2 } }]);
    course.done('inner', { found: 'yes' });
    expect(course.state.variables).toEqual({ amount: 1, result: 'yes' });
    expect(course.state.status).toBe('completed');
  });

  it('lets nothing happen while it is suspended, not even by time', () => {
    const course = new Course(
      model([START, { id: 'wait', type: 'catchEvent', event: timer('PT1H') }, END], ['start>wait', 'wait>end']),
    );
    course.then({ type: 'suspend', by: ada, reason: 'Haushaltssperre' }).after(5).then({ type: 'tick' });
    expect(course.open).toEqual(['wait']);
    expect(nextDue(course.state)).toBeNull();
    expect(course.then({ type: 'resume', by: ada }).then({ type: 'tick' }).open).toEqual(['wait']);
    expect(course.after(1).then({ type: 'tick' }).state.status).toBe('completed');
  });

  it('gives a user task to the unit of the lead, whose people claim and complete it', () => {
    const course = new Course(model([START, task('work'), END], ['start>work', 'work>end']));
    const stepId = course.step('work');
    course.then({ type: 'step', stepId, by: ada, command: { type: 'complete', values: { amount: 5 } } });
    expect(course.refused?.code).toBe('notOwner');
    course.then({ type: 'step', stepId, by: ada, command: { type: 'claim' } });
    course.then({ type: 'step', stepId, by: ada, command: { type: 'complete', values: { amount: 5 } } });
    expect(course.state).toMatchObject({ status: 'completed', variables: { amount: 5 } });
  });
});
