/**
 * What somebody needs for an act, besides seeing the project: the one table for the server's refusal and the browser's button.
 * `anyone`: every registered person · `lead`: acts for the lead unit · `party`: acts for any unit of the project ·
 * `responsible`: acts for the unit with which the thing lies, or for the lead unit ·
 * `admin`: holds the role ADMIN in the own tenant (administrators see configuration, not content).
 * Acts on seats, signers and tasks are decided by the engine from the grants of the moment (docs/round.md).
 */
export const PERMISSIONS = {
  'area:read': 'anyone',
  'organisation:read': 'anyone',
  'organisation:edit': 'admin',
  'procedure:read': 'anyone',
  'procedure:edit': 'admin',
  'procedure:release': 'admin',
  'kind:read': 'anyone',
  'kind:edit': 'admin',
  'template:read': 'anyone',
  'template:edit': 'admin',
  'template:propose': 'lead',
  'calendar:read': 'anyone',
  'calendar:edit': 'admin',
  'mail:read': 'admin',
  'job:read': 'admin',
  'incident:settle': 'admin',
  'webhook:read': 'admin',
  'webhook:edit': 'admin',
  'testClock:move': 'admin',
  'project:create': 'anyone',
  'project:read': 'party',
  'project:edit': 'lead',
  'project:close': 'lead',
  'project:file': 'lead',
  'project:reopen': 'lead',
  'participant:change': 'lead',
  'lead:offer': 'lead',
  'hold:place': 'party',
  'hold:lift': 'responsible',
  'archive:offer': 'lead',
  'archive:answer': 'lead',
  'retention:read': 'admin',
  'retention:edit': 'admin',
  'deletion:release': 'admin',
  'deletion:stop': 'lead',
  'cycle:edit': 'lead',
  'cycle:renew': 'lead',
  'overview:read': 'anyone',
  'document:add': 'lead',
  'document:edit': 'lead',
  'document:readings': 'lead',
  'run:start': 'lead',
  'plan:edit': 'lead',
  'plan:report': 'responsible',
} as const satisfies Record<string, 'anyone' | 'party' | 'lead' | 'responsible' | 'admin'>;
export type Permission = keyof typeof PERMISSIONS;
