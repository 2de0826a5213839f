import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../machine/build.ts';
import type { Product } from '../machine/product.ts';
import { COMMANDS } from './commands.ts';
import { JOBS } from './jobs.ts';

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
};

/** Came with the newest features; somebody has still to say how the house is brought to where they can be struck. */
const NOT_YET = [
  ...['tickCycle', 'deleteProject', 'runDigest', 'runReport', 'tellDeputation', 'mailPerson'],
  ...['mailPausedWebhook', 'POST /report-subscriptions', 'PUT /report-subscriptions/{id}'],
  ...['DELETE /report-subscriptions/{id}', 'POST /report-subscriptions/{id}/leave'],
  ...[
    'PUT /me/notifications',
    'PUT /projects/{id}/cycle',
    'POST /projects/{id}/cycle/pause',
    'POST /projects/{id}/renewal',
  ],
  ...['PUT /retention/rule', 'POST /retention/projects/{id}/release', 'POST /retention/projects/{id}/stop'],
  ...['POST /projects/{id}/retention/holds', 'POST /projects/{id}/retention/holds/{holdId}/lift'],
  ...['POST /projects/{id}/retention/offer', 'POST /projects/{id}/retention/offer/answer'],
  'POST /projects/{id}/retention/deletion/stop',
  ...['POST /exports', 'POST /exports/{id}/cancel', 'makeExport'],
];

const anyName = (route: string) => route.replace(/[:{]\w+\}?/g, '*');

/** What the product can do and nobody strikes: with a reason, and without one. */
export async function neitherStruckNorNamed({ apis: [api] }: Product): Promise<{ figures: string; found: string[] }> {
  const answer = await api.ask('/api/v1/openapi.json');
  const { paths } = JSON.parse(answer?.text ?? '{}') as { paths: Record<string, object> };
  const routes = Object.entries(paths).flatMap(([path, methods]) =>
    Object.keys(methods).flatMap((method) =>
      method === 'get' ? [] : `${method.toUpperCase()} ${path.replace('/api/v1', '')}`,
    ),
  );
  const types = readFileSync(join(root, 'libs/server/src/platform/jobs/job-types.ts'), 'utf8');
  const jobs = [...types.matchAll(/^ {2}(\w+): z\.object/gm)].flatMap(([, kind]) => kind ?? []);
  const struck = new Set([
    // Behind the path stands what tells variants of it apart.
    ...COMMANDS.map(({ route }) => anyName(/^\w+ [^\s,]+/.exec(route)?.[0] ?? route)),
    ...JOBS.map(({ kind }) => kind),
  ]);
  const left = [...routes, ...jobs].filter((kind) => !struck.has(anyName(kind)));
  const notYet = left.filter((kind) => NOT_YET.includes(kind));
  const nameless = left.filter((kind) => !NOT_YET.includes(kind) && !(kind in NOT_STRUCK));
  const named = left.length - notYet.length - nameless.length;
  return {
    figures: `of ${routes.length} commands and ${jobs.length} jobs ${named} not struck for a reason, ${notYet.length} not yet`,
    found: nameless.map((kind) => `${kind} is neither struck nor named`),
  };
}
