import type { Me } from '@querraum/contracts';
import { sayGerman } from '../../core/testing/say';
import { answerErrors, capacityFor, signWords } from './answers';

const unit: Me['grants'][number]['unit'] = {
  ...{ id: 'youth', tenantId: 'mitte', tenantName: 'Bezirksamt Mitte', parentId: null },
  ...{ code: 'Jug', name: 'Jugendamt', kind: 'OFFICE', department: 'YOUTH' },
};
const represented = { id: 'jana', name: 'Jana Kern' };
const deputy = { unit, role: 'HEAD', capacity: 'DEPUTY', onBehalfOf: represented } as const;
const byOrder = { unit, role: 'CASE_WORKER', capacity: 'BY_ORDER', onBehalfOf: null } as const;

describe('what the button of a signature says', () => {
  const button = (grants: Me['grants']) => signWords('Fassung 1 mitzeichnen', capacityFor(grants, 'youth'), sayGerman);

  it('names the capacity that goes first', () => {
    expect(button([byOrder])).toBe('Fassung 1 mitzeichnen, i. A.');
    expect(button([byOrder, deputy])).toBe('Fassung 1 mitzeichnen, i. V. für Jana Kern');
    expect(button([byOrder, { ...byOrder, role: 'HEAD', capacity: 'HEAD' }])).toBe('Fassung 1 mitzeichnen');
  });

  it('does not take an administrator for somebody who signs', () => {
    expect(capacityFor([{ ...byOrder, role: 'ADMIN' }], 'youth')).toBeUndefined();
  });
});

describe('an answer without words', () => {
  it('is asked for them where they are required', () => {
    const lacking = (['approve', 'condition', 'reserve', 'refuse', 'nil', 'notResponsible'] as const).filter(
      (choice) => answerErrors(choice, '  ', sayGerman).length > 0,
    );
    expect(lacking).toEqual(['condition', 'reserve', 'refuse']);
  });

  it('is no answer until something is chosen', () => {
    expect(answerErrors('', 'Worte', sayGerman)).toEqual([
      { fieldId: 'antwort-approve', message: 'Bitte wählen Sie eine Antwort.' },
    ]);
  });
});
