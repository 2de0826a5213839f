import type { Bundle } from '@querraum/workflow';
import { BOARD_PAPER } from './board-paper';
import { CO_SIGNATURE_FOUR_DEPARTMENTS } from './co-signature-four-departments';
import { CO_SIGNATURE_OF_PARTICIPANTS } from './co-signature-of-participants';
import { HOUSE_CO_SIGNATURE } from './house-co-signature';
import { SENATE_PAPER } from './senate-paper';
import { SHORT_CO_SIGNATURE } from './short-co-signature';
import { WRITTEN_QUESTION } from './written-question';

/** What the product ships, the simplest first; each is linted in a test. */
export const TEMPLATES: readonly Bundle[] = [
  SHORT_CO_SIGNATURE,
  CO_SIGNATURE_OF_PARTICIPANTS,
  CO_SIGNATURE_FOUR_DEPARTMENTS,
  HOUSE_CO_SIGNATURE,
  BOARD_PAPER,
  SENATE_PAPER,
  WRITTEN_QUESTION,
];
