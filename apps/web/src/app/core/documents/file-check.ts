import type { DOCUMENT_TYPES } from '@querraum/contracts';
import { formatSize } from '../format';
import type { Translate } from '../texts';

const LIMIT_BYTES = 25 * 1024 * 1024;
/** The same table as in the contracts, checked by the compiler: their code itself is not needed in the browser. */
const TYPES = {
  'application/pdf': ['pdf'],
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': ['docx'],
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': ['xlsx'],
  'application/vnd.openxmlformats-officedocument.presentationml.presentation': ['pptx'],
  'application/vnd.oasis.opendocument.text': ['odt'],
  'application/vnd.oasis.opendocument.spreadsheet': ['ods'],
  'application/vnd.oasis.opendocument.presentation': ['odp'],
  'text/plain': ['txt', 'md'],
  'text/csv': ['csv'],
  'image/png': ['png'],
  'image/jpeg': ['jpg', 'jpeg'],
  'image/gif': ['gif'],
  'image/webp': ['webp'],
  'image/tiff': ['tif', 'tiff'],
} as const satisfies typeof DOCUMENT_TYPES;
const ENDINGS: readonly string[] = Object.values(TYPES).flat();

export const ACCEPTED_FILES = ENDINGS.map((ending) => `.${ending}`).join(',');

/** Says before the upload what the server would refuse; an empty text when the file may go. */
export function fileRefusal(file: Pick<File, 'name' | 'size'>, say: Translate): string {
  const ending = file.name.split('.').pop()?.toLowerCase() ?? '';
  if (!ENDINGS.includes(ending)) return say('document.wrongKind', { name: file.name, allowed: ENDINGS.join(', ') });
  if (file.size > LIMIT_BYTES) {
    return say('document.tooLarge', { size: formatSize(file.size), limit: formatSize(LIMIT_BYTES) });
  }
  return file.size === 0 ? say('document.empty', { name: file.name }) : '';
}
