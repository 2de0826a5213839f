import { daysBetween, templateUnit, workingDaysOf } from './template-from-project';

const project = { tenantId: 'house', leadUnitId: 'lead' };
const unit = { unitId: 'u', unitTenantId: 'house', department: null };

describe('with whom a part of a finished project lay', () => {
  it('becomes the lead, the Ressort, or the unit where it has no Ressort', () => {
    expect(templateUnit({ ...unit, unitId: 'lead', department: 'SPORT' }, project)).toEqual({ kind: 'lead' });
    expect(templateUnit({ ...unit, department: 'SPORT' }, project)).toEqual({
      kind: 'department',
      department: 'SPORT',
    });
    expect(templateUnit(unit, project)).toEqual({ kind: 'unit', unitId: 'u' });
  });

  it('names no unit of another house', () => {
    expect(templateUnit({ ...unit, unitTenantId: 'other' }, project)).toEqual({ kind: 'lead' });
  });
});

describe('the Frist of a task', () => {
  const issuedAt = new Date('2027-03-25T09:00:00Z');
  it('stays as it was given in working days', () => {
    expect(workingDaysOf({ due: { workingDays: 10 }, issuedAt })).toBe(10);
    expect(workingDaysOf({ due: null, issuedAt })).toBeNull();
  });

  it('that was a day becomes the weekdays until then, one at least', () => {
    expect(workingDaysOf({ due: { day: '2027-03-30' }, issuedAt })).toBe(3);
    expect(workingDaysOf({ due: { day: '2027-03-25' }, issuedAt })).toBe(1);
  });
});

describe('the days of a template', () => {
  it('count from the first day, over the change of the clocks too', () => {
    expect(daysBetween('2027-03-20', '2027-04-05')).toBe(16);
  });

  it('lie neither before the beginning nor beyond ten years', () => {
    expect(daysBetween('2027-03-20', '2027-03-01')).toBe(0);
    expect(daysBetween('2027-03-20', '2090-03-20')).toBe(3660);
  });
});
