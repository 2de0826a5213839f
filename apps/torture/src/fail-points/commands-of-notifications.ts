import { digestChoice, newReader } from './digests.ts';
import type { CommandKind } from './stage.ts';

/** On which way somebody is told of what; each time it is somebody else. */
export const COMMANDS_OF_NOTIFICATIONS: CommandKind[] = [
  {
    route: 'PUT /me/notifications',
    prepare: async (stage) => {
      const person = await newReader(stage, stage.unit('SPK'));
      return { method: 'PUT', path: '/me/notifications', ask: await digestChoice(stage, person) };
    },
  },
];
