import type { NoteAudience, NoteVisibility } from '@querraum/contracts';
import type { IconName } from '../../ui/icon';

/** Who will read it is told three times: by the words, by an icon and by a colour (the class `readers-…`). */
export const READER_ICONS = { unit: 'lock', parties: 'people' } as const satisfies Record<NoteVisibility, IconName>;

/** For whom one may write here: whoever only has a task in the project, for the own unit alone. */
export const choicesOf = ({ parties }: NoteAudience): NoteVisibility[] =>
  parties === null ? ['unit'] : ['unit', 'parties'];
