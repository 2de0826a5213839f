import { nextDue } from '../advance';
import { ada, Course, flow, model } from './model-course';

const START = { id: 'start', type: 'startEvent' } as const;
const END = { id: 'end', type: 'endEvent' } as const;
const task = (id: string, more: object = {}) => ({ id, type: 'userTask', ...more }) as const;
const timer = (text: string, form: 'duration' | 'cycle' = 'duration') => ({ kind: 'timer', form, text }) as const;

describe('the lead of a run of an imported model', () => {
  const definition = model([START, task('work'), END], ['start>work', 'work>end']);

  it('skips what somebody would have to do', () => {
    const course = new Course(definition);
    course.then({ type: 'skipStep', by: ada, stepId: course.step('work'), reason: 'Erledigt sich' });
    expect(course.state.status).toBe('completed');
  });

  it('is refused whatever leaves the paths of the model', () => {
    const course = new Course(definition);
    course.then({ type: 'returnTo', by: ada, nodeId: 'work', reason: 'Noch einmal' });
    expect(course.refused?.code).toBe('notInModel');
    const inserted = { name: { de: 'Prüfen', en: 'Check' }, unitId: 'lead', reason: 'Neu' };
    course.then({ type: 'insertStep', by: ada, before: course.step('work'), ...inserted });
    expect(course.refused?.code).toBe('notInModel');
    course.then({ type: 'cancelRun', by: ada, reason: 'Entfällt' });
    expect(course.state).toMatchObject({ status: 'cancelled' });
    course.then({ type: 'reopen', by: ada, nodeId: 'work', reason: 'Doch' });
    expect(course.refused?.code).toBe('notInModel');
  });

  it('lets a timer that has failed be tried again by setting what was missing', () => {
    const course = new Course(
      model(
        [
          START,
          { id: 'wait', type: 'catchEvent', event: timer('PT1H') },
          { id: 'which', type: 'exclusiveGateway' },
          END,
        ],
        ['start>wait', 'wait>which', flow('which>end', '${amount > 5}')],
      ),
    );
    course.after(2).then({ type: 'tick' });
    expect(nextDue(course.state)).toBeNull();
    course.then({ type: 'setVariables', variables: { amount: 6 } }).then({ type: 'tick' });
    expect(course.state.status).toBe('completed');
  });
});
