import { COMMANDS_OF_CYCLES } from './commands-of-cycles.ts';
import { COMMANDS_OF_EVENTS } from './commands-of-events.ts';
import { COMMANDS_OF_FILES } from './commands-of-files.ts';
import { COMMANDS_OF_NOTIFICATIONS } from './commands-of-notifications.ts';
import { COMMANDS_OF_PROCEDURES } from './commands-of-procedures.ts';
import { COMMANDS_OF_REPORTS } from './commands-of-reports.ts';
import { COMMANDS_OF_RETENTION } from './commands-of-retention.ts';
import { COMMANDS_OF_RUNS } from './commands-of-runs.ts';
import { COMMANDS_OF_TASKS } from './commands-of-tasks.ts';
import { COMMANDS_OF_THE_HOUSE } from './commands-of-the-house.ts';
import type { CommandKind } from './stage.ts';

export const COMMANDS: CommandKind[] = [
  ...COMMANDS_OF_RUNS,
  ...COMMANDS_OF_FILES,
  ...COMMANDS_OF_TASKS,
  ...COMMANDS_OF_THE_HOUSE,
  ...COMMANDS_OF_PROCEDURES,
  ...COMMANDS_OF_EVENTS,
  ...COMMANDS_OF_CYCLES,
  ...COMMANDS_OF_RETENTION,
  ...COMMANDS_OF_NOTIFICATIONS,
  ...COMMANDS_OF_REPORTS,
];
