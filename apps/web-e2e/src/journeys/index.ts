import type { Journey } from '../machine/journey.ts';
import { AGREED_AT_ONCE } from './agreed-at-once.ts';
import { ASSIGNMENTS } from './assignments.ts';
import { BAD_INPUT } from './bad-input.ts';
import { BLOCKS } from './blocks.ts';
import { BPMN } from './bpmn.ts';
import { CALENDAR } from './calendar.ts';
import { CYCLES } from './cycles.ts';
import { DIAGRAM } from './diagram.ts';
import { DOCUMENTS } from './documents.ts';
import { EXPORTS } from './exports.ts';
import { FOOT } from './foot.ts';
import { JOBS } from './jobs.ts';
import { KEYBOARD } from './keyboard.ts';
import { LANGUAGES } from './language.ts';
import { LAYOUT } from './layout.ts';
import { LEAD_COMMANDS } from './lead-commands.ts';
import { LIFECYCLE } from './lifecycle.ts';
import { MAIL } from './mail.ts';
import { NOTES } from './notes.ts';
import { OVERVIEW } from './overview.ts';
import { PLANNING } from './planning.ts';
import { PRINT } from './print.ts';
import { PROCEDURES } from './procedures.ts';
import { REPORTS } from './reports.ts';
import { RETENTION } from './retention.ts';
import { SESSION } from './session.ts';
import { SIGN_IN } from './sign-in.ts';
import { TEMPLATES } from './templates.ts';
import { TIMELINE } from './timeline.ts';
import { VERSION_CHANGES } from './version-changes.ts';
import { WEBHOOKS } from './webhooks.ts';
import { WITH_DISSENT } from './with-dissent.ts';

export const JOURNEYS: readonly Journey[] = [
  ...AGREED_AT_ONCE,
  ...WITH_DISSENT,
  ...ASSIGNMENTS,
  ...KEYBOARD,
  ...BAD_INPUT,
  ...SESSION,
  ...SIGN_IN,
  ...OVERVIEW,
  ...REPORTS,
  ...LANGUAGES,
  ...PLANNING,
  ...PRINT,
  ...FOOT,
  ...PROCEDURES,
  ...BPMN,
  ...DIAGRAM,
  ...VERSION_CHANGES,
  ...BLOCKS,
  ...LEAD_COMMANDS,
  ...CALENDAR,
  ...DOCUMENTS,
  ...LIFECYCLE,
  ...CYCLES,
  ...RETENTION,
  ...EXPORTS,
  ...TIMELINE,
  ...MAIL,
  ...JOBS,
  ...WEBHOOKS,
  ...NOTES,
  ...TEMPLATES,
  ...LAYOUT,
];

/** What a second language can break: a story from beginning to end, refusals, mails, the change of language, and how every page lies. */
export const JOURNEYS_OF_WORDS: readonly Journey[] = [
  ...AGREED_AT_ONCE,
  ...BAD_INPUT,
  ...LANGUAGES,
  ...MAIL,
  ...PRINT,
  ...LAYOUT,
];

/** What depends on the sign-in: these run on Keycloak too. */
export const SIGN_IN_JOURNEYS: readonly Journey[] = [...SESSION, ...SIGN_IN];
