import { NewAssignments } from '@querraum/contracts';
import { Problem } from '../../core/problem';
import { sayGerman } from '../../core/testing/say';
import {
  type AssignmentDraft,
  EMPTY_ASSIGNMENT,
  addresseeOfDraft,
  assignmentErrors,
  newAssignmentsOf,
  serverErrors,
} from './new-assignment';

const unitId = '01926f00-0000-7000-a001-000000000003';
const positionId = '01926f00-0000-7000-a001-000000000004';
const draft = (over: Partial<AssignmentDraft> = {}): AssignmentDraft => ({
  ...EMPTY_ASSIGNMENT,
  title: 'Spielplatz Nord',
  addressees: [{ unitId, within: '' }],
  ...over,
});
const fields = (over: Partial<AssignmentDraft>) =>
  assignmentErrors(draft(over), sayGerman).map(({ fieldId }) => fieldId);

describe('a task that is being written', () => {
  it('needs somebody to ask, a title and a date that can be counted', () => {
    expect(fields({})).toEqual([]);
    expect(fields({ title: ' x ', addressees: [{ unitId: '', within: '' }] })).toEqual(['an-0', 'titel']);
    for (const workingDays of ['', '0', '2.5', '251'])
      expect(fields({ due: { how: 'workingDays', workingDays, day: '' } })).toEqual(['frist']);
    expect(fields({ due: { how: 'day', workingDays: '', day: '' } })).toEqual(['frist']);
    expect(fields({ due: { how: 'none', workingDays: '', day: '' } })).toEqual([]);
  });

  it('does not ask the same post twice, but two posts of one unit', () => {
    const post = { unitId, within: `position:${positionId}` };
    expect(fields({ addressees: [post, post] })).toEqual(['an-1']);
    expect(fields({ addressees: [post, { unitId, within: '' }] })).toEqual([]);
    expect(addresseeOfDraft(post)).toEqual({ unitId, positionId });
  });

  it('asks all participants without naming any', () => {
    expect(fields({ to: 'participants', addressees: [] })).toEqual([]);
    expect(newAssignmentsOf(draft({ to: 'participants' })).addressees).toBe('participants');
  });

  it('recurs only until some day', () => {
    expect(fields({ every: 'quarter' })).toEqual(['wiederkehr-bis']);
    expect(newAssignmentsOf(draft({ every: 'quarter', until: '2028-01-01' })).recurrence).toEqual({
      every: 'quarter',
      until: '2028-01-01',
    });
  });

  it('takes every line of the checklist that says something', () => {
    expect(newAssignmentsOf(draft({ checklist: 'Lageplan\n\n  Kosten ' })).checklist).toEqual(['Lageplan', 'Kosten']);
    expect(fields({ checklist: 'x\n'.repeat(51) })).toEqual(['pruefliste']);
    expect(fields({ checklist: 'x'.repeat(301) })).toEqual(['pruefliste']);
  });

  it('is what the contract wants', () => {
    const input = newAssignmentsOf(draft({ kind: 'completion', acceptance: true, issuingUnitId: unitId }));
    expect(NewAssignments.parse(input)).toMatchObject({ acceptance: true, due: { workingDays: 10 } });
    expect(newAssignmentsOf(draft({ kind: 'takeNote', acceptance: true })).acceptance).toBe(false);
  });

  it('shows what the server says at the field that it means', () => {
    const errors = ['addressees.2.unitId', 'due', 'anything'].map((path) => ({ path, message: path }));
    const problem = new Problem('invalidInput', 400, '', '', '', errors);
    expect(serverErrors(problem).map(({ fieldId }) => fieldId)).toEqual(['an-2', 'frist', 'titel']);
  });
});
