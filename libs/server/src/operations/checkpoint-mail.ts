import type { SealedCheckpoint } from '../platform';

/** For whoever audits, whose language nobody knows: first German, then English. The file itself is sent along. */
export function checkpointMail(
  { checkpoint: { number, at, chains, entries }, signature }: SealedCheckpoint,
  publicUrl: string,
): { subject: string; text: string } {
  const instant = `${at.slice(0, 16).replace('T', ' ')} UTC`;
  const [deSigned, enSigned] =
    signature === null ? ['nicht unterschrieben', 'not signed'] : ['unterschrieben', 'signed'];
  const paragraphs = [
    'Guten Tag,',
    `dies ist der tägliche Prüfpunkt der Historie von Querraum (${publicUrl}): Nummer ${number} von ${instant}, ${entries} Einträge in ${chains} Ketten, ${deSigned}.`,
    'Bitte heben Sie die angehängte Datei auf. Wer die Historie später prüft, nimmt sie als Zeugin hinzu (npm run audit:fsck -- --witness <Datei>) und sieht, ob etwas von dem, was es damals gab, seither verändert wurde oder fehlt.',
    '--',
    `This is the daily checkpoint of the history of Querraum: number ${number} of ${instant}, ${entries} entries in ${chains} chains, ${enSigned}. Please keep the attached file. Whoever verifies the history later adds it as a witness (npm run audit:fsck -- --witness <file>) and sees whether anything that was there then has been changed since, or is missing.`,
  ];
  return { subject: `Querraum: Prüfpunkt ${number} / checkpoint ${number}`, text: `${paragraphs.join('\n\n')}\n` };
}
