import { digestText, isEmpty, type DigestContent } from './digest-text';

const URL = 'https://querraum.stadt.example/';
const TASK = '01926f00-0000-7000-8000-00000000a001';
const PROJECT = '01926f00-0000-7000-8000-00000000b001';
const EMPTY: DigestContent = { projects: [], due: [], isMoreDue: false, until: '2027-04-06' };
/** The end of the last day of summer time: it is midnight in Berlin, an hour later than in winter. */
const END_OF_OCTOBER_29 = '2027-10-29T22:00:00.000Z';

const project = (things: DigestContent['projects'][number]['things'], reference = 'SPK 3/2027') => ({
  ...EMPTY,
  projects: [{ id: PROJECT, reference, things }],
});

describe('the text of a digest', () => {
  it('stands by project, each thing once with its reasons, its Frist and its link', () => {
    const { subject, text } = digestText(
      project([
        {
          task: { id: TASK, kind: 'coSignature', dueEnd: END_OF_OCTOBER_29 },
          noteId: null,
          reasons: ['newTask', 'extended'],
        },
        { task: null, noteId: null, reasons: ['leadOffered'] },
        { task: null, noteId: 'n1', reasons: ['mentioned'] },
      ]),
      URL,
      'de',
    );
    expect(subject).toBe('Querraum: 3 Neuigkeiten');
    expect(text).toContain(
      [
        'SPK 3/2027',
        '- Mitzeichnung: neu, Frist verlängert · Frist: Freitag, 29.10.2027',
        `  https://querraum.stadt.example/aufgaben/${TASK}`,
        '- Vorhaben: Federführung angeboten',
        `  https://querraum.stadt.example/vorhaben/${PROJECT}/akte`,
        '- Vermerk: Sie wurden genannt',
        `  https://querraum.stadt.example/vorhaben/${PROJECT}/vermerke#vermerk-n1`,
      ].join('\n'),
    );
  });

  it('tells the Fristen of the next days though nothing is new, and that there are more', () => {
    const due = [{ id: TASK, kind: 'task' as const, dueEnd: '2027-04-01T22:00:00.000Z', reference: 'SPK 4/2027' }];
    const { subject, text } = digestText({ ...EMPTY, due, isMoreDue: true }, URL, 'en');
    expect(subject).toBe('Querraum: 1+ time limit');
    expect(text).toContain('nothing that is still open is new');
    expect(text).toContain('Time limits until Tuesday, 6 April 2027:\n- Thursday, 1 April 2027 · task · SPK 4/2027');
    expect(text).toContain('and more in your inbox: https://querraum.stadt.example/posteingang');
  });

  it('lets no line break of a reference begin a line or a header', () => {
    const things = [{ task: null, noteId: null, reasons: ['completed' as const] }];
    const { subject, text } = digestText(project(things, 'SPK\r\nBcc: all@x.example'), URL, 'de');
    expect(`${subject}${text}`).not.toMatch(/[\r\n]Bcc/);
  });

  it('is empty without news and without Fristen', () => {
    expect(isEmpty(EMPTY)).toBe(true);
    expect(isEmpty(project([]))).toBe(false);
  });
});
