import { readDays } from './day-list';

describe('a list of days', () => {
  it('is read line by line, as dates are written here or as computers write them', () => {
    expect(readDays('07.05.2027 Brückentag\n\n2027-12-24; Heiligabend\r\n 1.6.2027\tUmzug ')).toEqual({
      days: [
        { date: '2027-05-07', name: 'Brückentag', kind: 'closed' },
        { date: '2027-12-24', name: 'Heiligabend', kind: 'closed' },
        { date: '2027-06-01', name: 'Umzug', kind: 'closed' },
      ],
      faults: [],
    });
  });

  it.each(['Brückentag', '07.05.2027', '31.02.2027 Umzug', '07.05.27 Umzug', '7/5/2027 Umzug'])(
    'says which line is no day: %s',
    (line) => {
      expect(readDays(`01.06.2027 Umzug\n${line}`)).toMatchObject({ days: [{ date: '2027-06-01' }], faults: [2] });
    },
  );
});
