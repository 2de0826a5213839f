import { DOCUMENT_TYPES } from '@querraum/contracts';
import { DomainError } from '../platform';

export const ALLOWED_ENDINGS = Object.values(DOCUMENT_TYPES).flat().join(', ');

/** Why a file does not become a document. */
export const unfit = (de: string, en: string): DomainError =>
  new DomainError('documentKind', { reason: { de, en }, allowed: ALLOWED_ENDINGS });

export const damaged = () =>
  unfit('die Datei ist beschädigt oder nicht, was ihre Endung sagt', 'the file is damaged or not what its ending says');
export const hasMacros = () =>
  unfit(
    'die Datei enthält Makros oder andere Programme; speichern Sie sie bitte ohne',
    'the file contains macros or other programs; please save it without them',
  );
export const reachesOutside = (what: string) =>
  unfit(
    `die Datei lädt Inhalte von außen nach (${what}); lösen Sie bitte die Verknüpfung`,
    `the file loads content from elsewhere (${what}); please break the link`,
  );
export const isEncrypted = () =>
  unfit('die Datei ist verschlüsselt und kann nicht geprüft werden', 'the file is encrypted and cannot be checked');
export const hidesSomething = () =>
  unfit('in der Datei steckt noch eine andere', 'there is another file hidden in this one');
export const unpacksTooLarge = () =>
  unfit(
    'die Datei ist gepackt klein, aber entpackt übermäßig groß',
    'the file is small when packed but excessively large when unpacked',
  );
export const tooManyPixels = () =>
  unfit(
    'das Bild hat zu viele Bildpunkte (erlaubt: 100 Millionen)',
    'the image has too many pixels (100 million allowed)',
  );
