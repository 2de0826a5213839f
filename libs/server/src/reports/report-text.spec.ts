import { reportText, type ReportContent } from './report-text';

const ID = '01926f00-0000-7000-8000-00000000d001';
const SCOPE = { department: [], area: [], stage: [], unit: [] };
const NONE: ReportContent = {
  scope: SCOPE,
  today: '2027-03-30',
  until: '2027-04-06',
  lights: { total: 0, running: 0, overdue: 0, soon: 0, later: 0, without: 0 },
  stages: {},
  overdue: [],
  soon: [],
  coSignatures: [],
};
const FULL: ReportContent = {
  ...NONE,
  scope: { department: ['YOUTH'], area: ['0130', '02'], stage: ['dissent'], unit: [ID] },
  lights: { total: 30, running: 28, overdue: 23, soon: 1, later: 3, without: 1 },
  stages: { completed: 2, dissent: 1, coSignature: 27 },
  overdue: [{ id: ID, reference: 'SPK 1/2027\nBcc: alle@stadt.example', dueEnd: new Date('2027-03-29T22:00:00Z') }],
  soon: [{ id: ID, reference: 'SPK 2/2027', dueEnd: new Date('2027-04-06T22:00:00Z') }],
  coSignatures: [
    { id: ID, reference: 'SPK 2/2027', open: 2, dueEnd: null, openInAll: 9, overdueInAll: 4, projects: 3 },
  ],
};
const ROOT = 'https://querraum.stadt.example/';

describe('the text of a report', () => {
  it('names the most urgent, says how many more there are, and leads to each', () => {
    const { subject, text } = reportText(FULL, ROOT, 'de');
    expect(subject).toBe('Querraum: Stand der Vorhaben: 28 laufend, 23 überfällig');
    expect(text).toContain(`/uebersicht?ressort=YOUTH&raum=0130,02&stand=dissent&stelle=${ID}\n`);
    expect(text).toContain('- Mitzeichnung: 27\n- Dissens: 1\n- abgeschlossen: 2\n');
    expect(text).toContain('und 22 weitere\n\nBald fällige Fristen (bis Dienstag, 06.04.2027):\n');
    expect(text).toContain(
      `- SPK 2/2027 · Frist: Dienstag, 06.04.2027\n  https://querraum.stadt.example/vorhaben/${ID}\n`,
    );
    expect(text).toContain('Offene Mitzeichnungen: 9, davon 4 überfällig\n- SPK 2/2027 · 2 offen\n');
    expect(text).toContain('und 2 weitere\n');
  });

  it('lets no line break in a reference begin a line', () => {
    expect(reportText(FULL, ROOT, 'de').text).not.toMatch(/^Bcc/m);
  });

  it('speaks English and leaves out what is not there', () => {
    const { subject, text } = reportText(NONE, ROOT, 'en');
    expect(subject).toBe('Querraum: State of projects: 0 running, 0 overdue');
    expect(text).toContain('To the overview: https://querraum.stadt.example/uebersicht\n');
    expect(text).toContain('Open co-signatures: none\n');
    expect(text).not.toMatch(/State \(|Overdue time limits|and \d+ more|undefined|\{/);
  });
});
