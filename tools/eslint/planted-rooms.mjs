const from = (specifier) => `export * from '${specifier}';\n`;

/**
 * One line for every wall of the house: the sentence, the rule that must refuse, the fault, its legal twin.
 * `refused` and `accepted` are [path, text].
 */
export const PLANTED_ROOMS = [
  ...walls('libs/workflow/src', 'workflow', {
    'takes zod and feelin, not Nest': ['house/rooms', '@nestjs/common', 'zod'],
    'takes no database': ['@nx/enforce-module-boundaries', 'typeorm', 'feelin'],
    'opens no file': ['house/rooms', 'node:fs', 'zod'],
    'opens no connection': ['house/rooms', 'node:http', 'zod'],
    'does not know the contracts': ['@nx/enforce-module-boundaries', '@querraum/contracts', 'zod'],
    'does not know the server': ['@nx/enforce-module-boundaries', '@querraum/server', 'zod'],
  }),
  {
    sentence: 'workflow knows its recorded histories only in tests',
    rule: 'house/rooms',
    refused: ['libs/workflow/src/engine.ts', from('./histories/index')],
    accepted: ['libs/workflow/src/engine.spec.ts', from('./histories/index')],
  },
  {
    sentence: 'workflow takes fast-check only in tests',
    rule: 'house/rooms',
    refused: ['libs/workflow/src/chance.ts', from('fast-check')],
    accepted: ['libs/workflow/src/chance.spec.ts', from('fast-check')],
  },
  {
    sentence: 'workflow reads BPMN XML in bpmn/ alone',
    rule: 'house/rooms',
    refused: ['libs/workflow/src/nodes/exchange.ts', from('bpmn-moddle')],
    accepted: ['libs/workflow/src/nodes/no-exchange.ts', from('zod')],
  },
  ...walls('libs/contracts/src', 'contracts', {
    'takes zod, not Nest': ['@nx/enforce-module-boundaries', '@nestjs/common', 'zod'],
    'does not know the server': ['@nx/enforce-module-boundaries', '@querraum/server', '@querraum/workflow'],
    'opens no file': ['house/rooms', 'node:fs', 'zod'],
  }),
  ...walls('libs/server/src/platform', 'server', {
    'knows no Angular': ['@nx/enforce-module-boundaries', '@angular/core', '@nestjs/core'],
    'knows no Angular of any kind': ['@nx/enforce-module-boundaries', '@angular/common/http', '@nestjs/core'],
    'knows no keycloak-js': ['@nx/enforce-module-boundaries', 'keycloak-js', 'jose'],
    'knows no express': ['@nx/enforce-module-boundaries', '@nestjs/platform-express', '@nestjs/core'],
    'knows no BullMQ': ['@nx/enforce-module-boundaries', 'bullmq', 'pg'],
    'imports nothing that package.json does not name': ['house/rooms', 'lodash', 'rxjs'],
    'enters no other room through the wall': ['@nx/enforce-module-boundaries', '../../../contracts/src/index', 'pg'],
  }),
  {
    sentence: 'server knows no requests and responses',
    rule: '@typescript-eslint/no-restricted-imports',
    refused: ['libs/server/src/platform/route.ts', `export { Controller } from '@nestjs/common';\n`],
    accepted: ['libs/server/src/platform/service.ts', `export { Injectable } from '@nestjs/common';\n`],
  },
  ...features('platform', 'areas', 'areas', 'platform'),
  ...features('organisation', 'projects', 'projects', 'organisation'),
  ...features('projects', 'procedures', 'procedures', 'documents'),
  ...features('procedures', 'runs', 'runs', 'procedures'),
  ...features('tasks', 'notifications', 'notifications', 'tasks'),
  ...features('runs', 'testing', 'runs', 'tasks'),
  {
    sentence: 'server: a feature calls only downward through an index too',
    rule: 'house/rooms',
    refused: ['libs/server/src/areas/through-index.ts', from('../projects')],
    accepted: ['libs/server/src/areas/through-lower-index.ts', from('../platform')],
  },
  {
    sentence: 'a folder of the server without a place in the house is refused',
    rule: 'house/rooms',
    refused: ['libs/server/src/attic/x.ts', from('../platform/x')],
    accepted: ['libs/server/src/calendar/x.ts', from('../platform/x')],
  },
  {
    sentence: 'a feature does not import the files that put the server together',
    rule: 'house/rooms',
    refused: ['libs/server/src/areas/all.ts', from('../index')],
    accepted: ['libs/server/src/all.ts', from('./areas/x')],
  },
  ...walls('apps/api/src', 'api', {
    'knows no Angular': ['@nx/enforce-module-boundaries', '@angular/core', '@nestjs/core'],
    'knows no BullMQ': ['@nx/enforce-module-boundaries', 'bullmq', '@querraum/server'],
    'imports no other app': ['@nx/enforce-module-boundaries', '../../worker/src/index', '@querraum/contracts'],
  }),
  ...walls('apps/worker/src', 'worker', {
    'knows no Angular': ['@nx/enforce-module-boundaries', '@angular/core', 'bullmq'],
    'imports no other app': ['@nx/enforce-module-boundaries', '../../api/src/index', '@querraum/server'],
  }),
  {
    sentence: 'the worker answers no requests but health and metrics',
    rule: 'no-restricted-syntax',
    refused: ['apps/worker/src/areas.controller.ts', controller()],
    accepted: ['apps/worker/src/health.controller.ts', controller()],
  },
  ...walls('apps/web/src/app/features/inbox', 'web', {
    'does not know the server': ['@nx/enforce-module-boundaries', '@querraum/server', '@querraum/contracts'],
    'knows no Nest': ['@nx/enforce-module-boundaries', '@nestjs/common', '@angular/core'],
    'knows no TypeORM': ['@nx/enforce-module-boundaries', 'typeorm', '@angular/core'],
    'knows no PostgreSQL': ['@nx/enforce-module-boundaries', 'pg', '@angular/core'],
    'knows no BullMQ': ['@nx/enforce-module-boundaries', 'bullmq', '@angular/core'],
    'imports no other app': ['@nx/enforce-module-boundaries', '../../../../../api/src/index', '@querraum/workflow'],
    'lets no feature import another': ['house/rooms', '../projects/x', '../../ui/x'],
  }),
  {
    sentence: 'web keeps the sign-in in core/',
    rule: 'house/rooms',
    refused: ['apps/web/src/app/features/inbox/sign-in.ts', from('keycloak-js')],
    accepted: ['apps/web/src/app/core/sign-in.ts', from('keycloak-js')],
  },
  {
    sentence: 'web: core/ knows no feature',
    rule: 'house/rooms',
    refused: ['apps/web/src/app/core/frame.ts', from('../features/inbox/x')],
    accepted: ['apps/web/src/app/routes.ts', from('./features/inbox/x')],
  },
  {
    sentence: 'web: ui/ knows no feature',
    rule: 'house/rooms',
    refused: ['apps/web/src/app/ui/button.ts', from('../features/inbox/x')],
    accepted: ['apps/web/src/app/features/inbox/button.ts', from('../../ui/x')],
  },
  {
    sentence: 'web: ui/ knows no core/',
    rule: 'house/rooms',
    refused: ['apps/web/src/app/ui/user.ts', from('../core/x')],
    accepted: ['apps/web/src/app/core/user.ts', from('../ui/x')],
  },
  ...['bench', 'torture', 'web-e2e'].flatMap((app) =>
    walls(`apps/${app}/src`, app, {
      'imports no other tool': [
        '@nx/enforce-module-boundaries',
        `../../${app === 'bench' ? 'torture' : 'bench'}/src/index`,
        '@querraum/contracts',
      ],
      'imports nothing of infra': ['@nx/enforce-module-boundaries', '../../../infra/src/index', '@querraum/contracts'],
    }),
  ),
  ...['bench', 'torture', 'web-e2e'].flatMap((app) =>
    walls('apps/api/src', `api/${app}`, {
      'is not imported': ['@nx/enforce-module-boundaries', `../../${app}/src/index`, '@querraum/server'],
    }),
  ),
  {
    sentence: 'infra imports nothing of the tools that measure',
    rule: '@nx/enforce-module-boundaries',
    refused: ['infra/dev/measure.mjs', from('../../apps/bench/src/index.ts')],
    accepted: ['infra/dev/start.mjs', from('./measure.mjs')],
  },
  ...walls('apps/worker/src', 'infra', {
    'is not imported': ['@nx/enforce-module-boundaries', '../../../infra/src/index', '@querraum/server'],
  }),
];

function walls(folder, room, cases) {
  return Object.entries(cases).map(([what, [rule, refused, accepted]], index) => {
    const name = room.replace('/', '-');
    return {
      sentence: `${room} ${what}`,
      rule,
      refused: [`${folder}/${name}-refused-${index}.ts`, from(refused)],
      accepted: [`${folder}/${name}-accepted-${index}.ts`, from(accepted)],
    };
  });
}

/** `lower` must not call `upper`; `caller` may call `called`. */
function features(lower, upper, caller, called) {
  return [
    {
      sentence: `server: ${lower} does not call up to ${upper}`,
      rule: 'house/rooms',
      refused: [`libs/server/src/${lower}/up-to-${upper}.ts`, from(`../${upper}/x`)],
      accepted: [`libs/server/src/${caller}/down-to-${called}.ts`, from(`../${called}/x`)],
    },
  ];
}

function controller() {
  return `import { Controller } from '@nestjs/common';\n\n@Controller('x')\nexport class Planted {}\n`;
}
