import { Course, model } from './model-course';

const START = { id: 'start', type: 'startEvent' } as const;
const task = (id: string, more: object = {}) => ({ id, type: 'userTask', ...more }) as const;

describe('what a run of a model waits for', () => {
  it('occurs once where its condition holds already, whatever else stands at the border', () => {
    const course = new Course(
      model(
        [
          START,
          task('work'),
          {
            id: 'large',
            type: 'boundaryEvent',
            attachedTo: 'work',
            interrupting: false,
            event: { kind: 'conditional', condition: '${amount > 5}' },
          },
          { id: 'failed', type: 'boundaryEvent', attachedTo: 'work', event: { kind: 'error' } },
          task('check'),
        ],
        ['start>work', 'large>check'],
      ),
      { amount: 6 },
    );
    expect(course.open).toEqual(['check', 'work']);
  });

  it('brings its variables to the called process, not to the call', () => {
    const other = model(
      [
        START,
        task('inner'),
        { id: 'handler', type: 'subProcess', byEvent: true },
        {
          id: 'told',
          type: 'startEvent',
          parent: 'handler',
          interrupting: false,
          event: { kind: 'message', name: 'told' },
        },
        task('read', { parent: 'handler' }),
      ],
      ['start>inner', 'told>read'],
    );
    const course = new Course(
      model(
        [START, { id: 'call', type: 'callActivity', process: 'other', inputs: [{ name: 'amount', value: '1' }] }],
        ['start>call'],
      ),
      {},
      { other },
    );
    const [subscription] = course.state.subscriptions ?? [];
    course.then({ type: 'occur', subscriptionId: subscription?.id ?? '', variables: { amount: 7 } });
    expect(course.state.scopes?.[0]).toMatchObject({ procedure: 'other', variables: { amount: 7 } });
    expect(course.state.steps.find(({ nodeId }) => nodeId === 'call')).toMatchObject({ variables: { amount: '1' } });
  });
});
