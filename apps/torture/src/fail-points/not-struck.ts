import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../machine/build.ts';
import type { Product } from '../machine/product.ts';
import { COMMANDS } from './commands.ts';
import { JOBS } from './jobs.ts';

/** The description of the interface is made when somebody asks for it first. */
const DESCRIBED_WITHIN_MS = 60_000;

const IMPORTED =
  'asks for a procedure that was imported with such an event; it is written as every command of a run is';

/** Commands and jobs that are not struck, each with its reason. Whatever is neither here nor struck breaks the promise. */
const NOT_STRUCK: Record<string, string> = {
  'POST /setup': 'only before there is a house',
  'POST /test-clock': 'not there in production, and of the whole house',
  'POST /organisation/house/imports/check': 'writes nothing',
  'PUT /procedures/{id}/versions/{version}': 'answers for a version that is the same, and writes nothing',
  'POST /procedures/{id}/migrations/{migrationId}/release': 'asks for a dry run that workers have ended (P22)',
  'POST /procedures/{id}/migrations/{migrationId}/undo': 'asks for runs that workers have moved (P22)',
  'POST /runs/{id}/retries': 'asks for a step that failed for good',
  'POST /runs/{id}/events': IMPORTED,
  'POST /runs/{id}/signals': IMPORTED,
  'POST /runs/{id}/variables': IMPORTED,
  'POST /runs/{id}/work/{stepId}/result': IMPORTED,
  'POST /runs/{id}/work/{stepId}/error': IMPORTED,
  giveSignal: IMPORTED,
  deliverWebhooks:
    'its second half is in no trace, and a house has twenty targets at most; P10 kills the workers that send',
  cleanUp: 'deletes day by day what has served its time, and goes on where it stopped',
  sealAudit: 'binds what is there into a checkpoint, and does so again where it stopped',
  mailCheckpoint: 'is owed once a day and writes nothing but that it was sent',
};

const anyName = (route: string) => route.replace(/[:{]\w+\}?/g, '*');

/** What the product can do and nobody strikes; without a reason it is a fault. */
export async function neitherStruckNorNamed({ apis: [api] }: Product): Promise<{ figures: string; found: string[] }> {
  const answer = await api.ask('/api/v1/openapi.json', DESCRIBED_WITHIN_MS);
  const { paths } = JSON.parse(answer?.text ?? '{}') as { paths: Record<string, object> };
  const routes = Object.entries(paths).flatMap(([path, methods]) =>
    Object.keys(methods).flatMap((method) =>
      method === 'get' ? [] : `${method.toUpperCase()} ${path.replace('/api/v1', '')}`,
    ),
  );
  const types = readFileSync(join(root, 'libs/server/src/platform/jobs/job-types.ts'), 'utf8');
  const jobs = [...types.matchAll(/^ {2}(\w+): z\.object/gm)].flatMap(([, kind]) => kind ?? []);
  const struck = new Set([
    // Behind the path or the name stands what tells variants of it apart.
    ...COMMANDS.map(({ route }) => anyName(/^\w+ [^\s,]+/.exec(route)?.[0] ?? route)),
    ...JOBS.map(({ kind }) => /^\w+/.exec(kind)?.[0] ?? kind),
  ]);
  const left = [...routes, ...jobs].filter((kind) => !struck.has(anyName(kind)));
  const nameless = left.filter((kind) => !(kind in NOT_STRUCK));
  const named = left.length - nameless.length;
  return {
    figures: `of ${routes.length} commands and ${jobs.length} jobs ${named} not struck for a reason`,
    found: nameless.map((kind) => `${kind} is neither struck nor named`),
  };
}
