import { toCsv } from './house-import';

describe('a report as CSV', () => {
  it('makes no formula of a cell, and keeps what is in it', () => {
    const cells = ['=1+1', '+49', '-x', '@SUM(A1)', '\tx', 'a;b', 'sagt "ja"', 'zwei\nZeilen', 'Müller'];
    expect(toCsv([cells])).toBe(`\uFEFF'=1+1;'+49;'-x;'@SUM(A1);'\tx;"a;b";"sagt ""ja""";"zwei\nZeilen";Müller\r\n`);
  });
});
