import type { Journey } from '../machine/journey.ts';
import { AGREED_AT_ONCE } from './agreed-at-once.ts';
import { BAD_INPUT } from './bad-input.ts';
import { KEYBOARD } from './keyboard.ts';
import { LANGUAGES } from './language.ts';
import { LAYOUT } from './layout.ts';
import { PRINT } from './print.ts';
import { SESSION } from './session.ts';
import { WITH_DISSENT } from './with-dissent.ts';

export const JOURNEYS: readonly Journey[] = [
  ...AGREED_AT_ONCE,
  ...WITH_DISSENT,
  ...KEYBOARD,
  ...BAD_INPUT,
  ...SESSION,
  ...LANGUAGES,
  ...PRINT,
  ...LAYOUT,
];
