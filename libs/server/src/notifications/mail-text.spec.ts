import { mailText, type MailFacts } from './mail-text';

const facts: MailFacts = {
  reason: 'newTask',
  reference: 'SPK 7/2027',
  unitName: 'Gesundheitsamt',
  task: { id: '01926f00-0000-7000-8009-000000000001', kind: 'coSignature', dueEnd: new Date('2027-04-05T22:00:00Z') },
  noteId: null,
  projectId: '01926f00-0000-7000-8009-000000000002',
  publicUrl: 'https://querraum.stadt.example/',
};

describe('the text of a mail', () => {
  it('names reference, kind and last day, and leads to the task', () => {
    expect(mailText(facts, 'de')).toEqual({
      subject: 'Neue Aufgabe in SPK 7/2027',
      text: `Guten Tag,

in SPK 7/2027 wartet eine neue Aufgabe: Mitzeichnung.
Frist: bis zum Ablauf des 05.04.2027

Zur Aufgabe:
https://querraum.stadt.example/aufgaben/01926f00-0000-7000-8009-000000000001

--
Sie erhalten diese Nachricht, weil Sie für diese Stelle handeln: Gesundheitsamt. Sie wurde automatisch geschrieben; eine Antwort liest niemand.
Nachrichten abstellen: https://querraum.stadt.example/einstellungen
`,
    });
    const { subject, text } = mailText(facts, 'en');
    expect(subject).toBe('New task in SPK 7/2027');
    expect(text).toContain('co-signature.\nTime limit: the end of 5 April 2027');
  });

  it('leads to the project where it tells of no task', () => {
    const { text } = mailText({ ...facts, reason: 'completed', task: null }, 'de');
    expect(text).toContain('/vorhaben/01926f00-0000-7000-8009-000000000002');
    expect(text).not.toContain('Frist');
  });

  it('says of a recurring task every reason for which it does not come again', () => {
    const ended: MailFacts = { ...facts, reason: 'recurrenceEnded', task: null };
    expect(mailText(ended, 'de').text).toContain('die Stelle, die sie gegeben hat, wirkt nicht mehr mit');
    expect(mailText(ended, 'en').text).toContain('the unit that gave it takes part no more');
  });

  it('leads to the note in which somebody is mentioned, and says nothing of it', () => {
    const noteId = '01926f00-0000-7000-8009-000000000003';
    const { subject, text } = mailText({ ...facts, reason: 'mentioned', task: null, noteId }, 'de');
    expect(subject).toBe('Sie wurden genannt in SPK 7/2027');
    expect(text).toContain(`/vorhaben/${facts.projectId}/vermerke#vermerk-${noteId}`);
  });

  it('counts the day of a Frist that ends before midnight', () => {
    const task = { ...(facts.task as NonNullable<MailFacts['task']>), dueEnd: new Date('2027-04-05T10:00:00Z') };
    expect(mailText({ ...facts, task }, 'de').text).toContain('05.04.2027');
  });

  it('lets no line break of the data start a line or a header of its own', () => {
    const evil = 'X\r\nBcc: alle@stadt.example\u2028\u0000Y';
    const { subject, text } = mailText({ ...facts, reason: 'escalation', reference: evil, unitName: evil }, 'de');
    expect(subject).toBe('Nicht rechtzeitig erledigte Aufgabe in X Bcc: alle@stadt.example Y');
    expect(text).not.toMatch(/^Bcc/m);
  });
});
