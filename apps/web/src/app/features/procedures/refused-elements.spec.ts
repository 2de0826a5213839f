import { HttpErrorResponse } from '@angular/common/http';
import { toProblem } from '../../core/problem';
import { refusedElements } from './refused-elements';

const refused = {
  element: 'scriptTask',
  id: 'rechnen',
  code: 'unsupported',
  message: { de: 'scriptTask „rechnen“: Wird nicht unterstützt.', en: 'scriptTask “rechnen”: This is not supported.' },
};
const answer = (body: object) =>
  toProblem(new HttpErrorResponse({ status: 422, error: { code: 'bpmnRefused', detail: 'Nein', ...body } }));

describe('the elements by which a BPMN file is refused', () => {
  it('are read out of the answer', () => {
    expect(refusedElements(answer({ refused: [refused] }))).toEqual([refused]);
  });

  it('are none where the file failed for another reason', () => {
    expect(refusedElements(answer({}))).toEqual([]);
    expect(refusedElements(answer({ refused: 'alles' }))).toEqual([]);
    expect(refusedElements(undefined)).toEqual([]);
  });
});
