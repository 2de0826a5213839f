import { posix } from 'node:path';

/**
 * The house as data: what each room may know. The lint rules, the drawing in docs/architecture.md and their tests read
 * this one table. `rooms`: rooms it may import · `banned`: packages it must not · `only`: the packages it is limited to.
 */
export const ROOMS = {
  'libs/workflow': { tag: 'scope:workflow', rooms: [], only: ['zod', 'feelin'] },
  'libs/contracts': { tag: 'scope:contracts', rooms: ['libs/workflow'], only: ['zod'] },
  'libs/server': {
    tag: 'scope:server',
    rooms: ['libs/workflow', 'libs/contracts'],
    banned: ['@angular/*', 'keycloak-js', 'express', '@nestjs/platform-express', 'bullmq', '@nestjs/bullmq'],
  },
  'apps/api': {
    tag: 'scope:api',
    rooms: ['libs/workflow', 'libs/contracts', 'libs/server'],
    banned: ['@angular/*', 'keycloak-js', 'bullmq', '@nestjs/bullmq'],
  },
  'apps/worker': {
    tag: 'scope:worker',
    rooms: ['libs/workflow', 'libs/contracts', 'libs/server'],
    banned: ['@angular/*', 'keycloak-js'],
  },
  'apps/web': {
    tag: 'scope:web',
    rooms: ['libs/workflow', 'libs/contracts'],
    banned: ['@nestjs/*', 'typeorm', 'pg', 'bullmq', 'ioredis', 'express'],
  },
  'apps/web-e2e': { tag: 'scope:tool', rooms: ['libs/workflow', 'libs/contracts', 'libs/server'] },
  'apps/bench': { tag: 'scope:tool', rooms: ['libs/workflow', 'libs/contracts', 'libs/server'] },
  'apps/torture': { tag: 'scope:tool', rooms: ['libs/workflow', 'libs/contracts', 'libs/server'] },
  infra: { tag: 'scope:tool', rooms: [] },
  tools: { tag: 'scope:tool', rooms: [] },
};

/** Packages beyond `only` that single folders of a room may use. */
export const ONLY_IN = { 'libs/workflow/src/bpmn/': ['bpmn-moddle'] };

/** What tests and recorded histories may use where the room itself is limited to `only`. */
export const TEST_PACKAGES = ['fast-check', 'xmllint-wasm', 'node:fs', 'node:path', 'node:url'];

/** The features of libs/server, lowest first: a feature calls only downward, and within one line in one direction. */
export const SERVER_LAYERS = [
  ['platform'],
  ['calendar', 'areas', 'organisation'],
  ['houses'],
  ['projects', 'documents'],
  ['procedures'],
  ['runs', 'tasks'],
  ['assignments', 'run-migrations'],
  ['notes', 'planning'],
  ['plans', 'indicators', 'budgets', 'actors', 'committees'],
  ['lifecycle', 'templates'],
  ['cycles', 'retention', 'exports'],
  ['notifications', 'reports', 'overview', 'timeline', 'setup', 'webhooks', 'operations'],
  ['testing'],
];

const SERVER = 'libs/server/src/';
const WEB = 'apps/web/src/app/';

/** Specs and what only they use: the harness, the reference model with its histories, the setup of a runner. */
export const isTest = (file) =>
  /(\.(e2e-)?spec|\/test-setup)\.[mc]?[jt]s$/.test(file) || /\/(testing|histories)\//.test(file);

export const roomOf = (file) => Object.keys(ROOMS).find((room) => file.startsWith(`${room}/`));

/** `libs/server/src/runs/x.ts` → `runs`; `undefined` for the files that put the room together. */
export function featureOf(file) {
  if (file.startsWith(SERVER)) return folderBelow(SERVER, file);
  if (!file.startsWith(WEB)) return undefined;
  const folder = folderBelow(WEB, file);
  return folder === 'features' ? folderBelow(`${WEB}features/`, file) : folder;
}

function folderBelow(base, file) {
  const [folder, ...rest] = file.slice(base.length).split('/');
  return rest.length > 0 ? folder : undefined;
}

export const layerOf = (feature) => SERVER_LAYERS.findIndex((layer) => layer.includes(feature));

/** Where a relative import leads, from the workspace root, without its ending. */
export const targetOf = (file, specifier) => posix.join(posix.dirname(file), specifier);

/** Why `file` must not import the file `target` of its own room; `undefined` where it may. */
export function whyNotInside(file, target) {
  if (file.startsWith(SERVER) && target.startsWith(SERVER)) return whyNotInServer(file, target);
  if (file.startsWith(WEB) && target.startsWith(WEB)) return whyNotInWeb(file, target);
  const histories = 'libs/workflow/src/histories/';
  if (target.startsWith(histories) && !isTest(file))
    return 'the engine does not know its recorded histories and its reference model';
  return undefined;
}

function whyNotInServer(file, target) {
  const from = featureOf(file);
  const to = featureOf(target) ?? '';
  if (from === undefined || isTest(file) || from === to) return undefined;
  if (layerOf(from) < 0) return `"${from}" is no feature of the house: give it a place in tools/eslint/rooms.mjs`;
  if (to === '') return `"${from}" must not import the files that put the server together`;
  if (layerOf(to) < 0) return `"${to}" is no feature of the house: give it a place in tools/eslint/rooms.mjs`;
  return layerOf(to) > layerOf(from) ? `"${from}" calls only downward, and "${to}" stands above it` : undefined;
}

function whyNotInWeb(file, target) {
  const from = featureOf(file);
  const to = featureOf(target);
  if (from === undefined || from === to) return undefined;
  if (to === undefined) return `"${from}" must not import the files that put the web app together`;
  if (from === 'ui') return 'ui/ looks only: it knows neither core/ nor a feature';
  if (to === 'ui') return undefined;
  if (from === 'core') return 'core/ knows no feature';
  return to === 'core' ? undefined : `the feature "${from}" must not import the feature "${to}"`;
}

/** Why `file` must not import this package; bans by room are Nx's, this knows what Nx cannot say. */
export function whyNotPackage(file, specifier) {
  const room = ROOMS[roomOf(file)];
  const name = packageName(specifier);
  if (room?.only) {
    const extra = Object.entries(ONLY_IN).flatMap(([folder, names]) => (file.startsWith(folder) ? names : []));
    const allowed = [...room.only, ...extra, ...(isTest(file) ? TEST_PACKAGES : [])];
    if (!allowed.includes(name)) return `this room is limited to ${allowed.join(', ')}`;
  }
  if (name === 'keycloak-js' && file.startsWith(WEB) && !file.startsWith(`${WEB}core/`))
    return 'the sign-in lives in core/ alone';
  return undefined;
}

export const isPackage = (specifier) => !/^[./]/.test(specifier) && !specifier.startsWith('@querraum/');

export function packageName(specifier) {
  const [first, second] = specifier.split('/');
  return specifier.startsWith('@') ? `${first}/${second}` : first;
}

/** The same table as Nx wants it. */
export function nxConstraints() {
  const byTag = new Map();
  for (const { tag, rooms, only, banned } of Object.values(ROOMS)) {
    const before = byTag.get(tag)?.onlyDependOnLibsWithTags ?? [];
    const tags = [...new Set([...before, ...rooms.map((room) => ROOMS[room].tag)])];
    byTag.set(tag, {
      sourceTag: tag,
      onlyDependOnLibsWithTags: tags,
      ...(only && { allowedExternalImports: [...only, ...Object.values(ONLY_IN).flat(), ...TEST_PACKAGES] }),
      ...(banned && { bannedExternalImports: banned.flatMap((name) => [name, `${name}/*`]) }),
    });
  }
  return [...byTag.values()];
}
