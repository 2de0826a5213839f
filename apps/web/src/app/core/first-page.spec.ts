import { firstPageOf } from './first-page';

describe('firstPageOf', () => {
  it('shows heads the overview', () => {
    expect(firstPageOf([{ role: 'CASE_WORKER' }, { role: 'HEAD' }])).toBe('uebersicht');
    expect(firstPageOf([{ role: 'ADMIN' }, { role: 'DISTRICT_COUNCILLOR' }])).toBe('uebersicht');
  });

  it('shows those who only administrate the administration', () => {
    expect(firstPageOf([{ role: 'ADMIN' }])).toBe('verwaltung');
  });

  it('shows everybody else the inbox, also those who administrate besides and those without a role', () => {
    expect(firstPageOf([{ role: 'ADMIN' }, { role: 'CASE_WORKER' }])).toBe('posteingang');
    expect(firstPageOf([])).toBe('posteingang');
  });
});
