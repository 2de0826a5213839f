import { sayEnglish, sayGerman } from '../../core/testing/say';
import { barrierMail } from './barrier-mail';

describe('the report of a barrier', () => {
  it('is a mail with page and version filled in', () => {
    const barrier = { page: '/vorhaben', version: '0.1.0', what: 'Die Tabelle wird nicht vorgelesen.' };
    const mail = new URL(barrierMail('hilfe@example.org', barrier, sayGerman));
    expect(mail.pathname).toBe('hilfe@example.org');
    expect(mail.searchParams.get('subject')).toBe('Barriere in Querraum: /vorhaben');
    expect(mail.searchParams.get('body')).toContain('0.1.0');
    expect(mail.searchParams.get('body')).toContain('Die Tabelle wird nicht vorgelesen.');
  });

  it('lets nothing that is typed add a recipient or another field', () => {
    const hostile = { page: '/x?bcc=a@b.example', version: '0.1.0', what: '&cc=a@b.example\n%0Abcc:a@b.example' };
    const mail = new URL(barrierMail('hilfe@example.org', hostile, sayEnglish));
    expect([...mail.searchParams.keys()]).toEqual(['subject', 'body']);
  });
});
