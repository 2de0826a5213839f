import { usualTitle } from './usual-title';

describe('the title of a Fortschreibung', () => {
  it('names the year, and never two', () => {
    expect(usualTitle('Profil Wedding', '2028-02-29')).toBe('Profil Wedding (Fortschreibung 2028)');
    expect(usualTitle('Profil Wedding (Fortschreibung 2028)', '2031-02-28')).toBe(
      'Profil Wedding (Fortschreibung 2031)',
    );
  });

  it('is no longer than a title may be', () => {
    expect(usualTitle('x'.repeat(200), '2028-02-29')).toHaveLength(200);
  });
});
