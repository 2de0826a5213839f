import { csvCell } from './csv-table';

describe('a cell of the CSV', () => {
  it.each(['=1+1', '+49 30', '-1', '@SUM(A1)', '\tx', '\rx'])('is never a formula: %j', (text) => {
    expect(csvCell(text).replace(/^"/, '').startsWith(`'${text}`)).toBe(true);
  });

  it('is quoted where it holds what separates, and doubles its own quotes', () => {
    expect(csvCell('Sport; Spiel')).toBe('"Sport; Spiel"');
    expect(csvCell('„Kiez" am\nSee')).toBe('"„Kiez"" am\nSee"');
    expect(csvCell('Ärztehaus')).toBe('Ärztehaus');
  });
});
