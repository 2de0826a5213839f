import type { Translate } from '../../core/texts';

export interface Barrier {
  page: string;
  version: string;
  what: string;
}

/** Programs cut longer addresses off. */
const LONGEST = 1500;

/** The report as a mail that the person sends from their own program, with page and version filled in. */
export function barrierMail(to: string, { page, version, what }: Barrier, say: Translate): string {
  const subject = say('legal.mailSubject', { page });
  const body = say('legal.mailBody', { page, version, what: what.slice(0, LONGEST) });
  return `mailto:${to}?subject=${encodeURIComponent(subject)}&body=${encodeURIComponent(body).replace(/%0A/g, '%0D%0A')}`;
}
