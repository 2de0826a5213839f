import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ENTRY_POINTS, runNx } from './build.mjs';
import { ROLES, prepareDatabase } from './database.mjs';
import { inWords } from './migration-rules.mjs';
import { startPostgres } from './postgres.mjs';
import { root } from './root.mjs';
import { judge } from './squawk.mjs';
import { step } from './steps.mjs';
import { closeOnSignal, openThrowaway } from './throwaway.mjs';

// `npm run migrations`: an empty database migrates, migrates again without doing anything, and then equals the entities. What
// the newer migrations said is judged: the release before has to live with it (docs/adr/0074).

/** Older ones had landed when the judge came. */
const JUDGED_FROM = 1798000000000;
const throwaway = await openThrowaway();
closeOnSignal(throwaway.close);
const { children, directory } = throwaway;
let failed = false;
try {
  await step('Anwendung bauen', () => runNx(children, 'build', ['run', 'api:build']), console.log);
  const postgres = await startPostgres({
    dataDir: join(directory, 'data'),
    children,
    durable: false,
    say: console.log,
  });
  const passwords = /** @type {Record<(typeof ROLES)[number], string>} */ (
    Object.fromEntries(ROLES.map((role) => [role, role]))
  );
  const { app_owner: url } = await prepareDatabase(postgres.adminUrl, 'querraum', passwords);
  const file = join(directory, 'statements.json');
  await step('Leere Datenbank migrieren', () => migrate(url, '--statements', file), console.log);
  await step('Noch einmal migrieren ändert nichts', async () => expectNothingDone(await migrate(url)), console.log);
  await step('Entitäten und Migrationen stimmen überein', () => migrate(url, '--check'), console.log);
  await step('Das vorige Release lebt mit den neueren Migrationen', async () => expectOnlyExpands(file), console.log);
} catch (error) {
  failed = true;
  console.error(error.message);
} finally {
  await throwaway.close();
}
process.exit(failed ? 1 : 0);

/** @param {string} url @param {string[]} args */
function migrate(url, ...args) {
  const env = { ...process.env, NODE_ENV: 'development', DATABASE_OWNER_URL: url };
  return children.run('migrate', process.execPath, [ENTRY_POINTS.migrate, ...args], { cwd: root, env });
}

/** @param {string} output */
function expectNothingDone(output) {
  if (!/\b0 applied\b/.test(output)) throw new Error(`Die zweite Migration war nicht leer:\n${output}`);
}

/** @param {string} file */
function expectOnlyExpands(file) {
  /** @type {import('./migration-rules.mjs').Statement[]} */
  const statements = JSON.parse(readFileSync(file, 'utf8'));
  const judged = statements.filter(({ migration }) => Number(migration.slice(-13)) >= JUDGED_FROM);
  const refused = judge(judged, join(directory, 'statements'));
  if (refused.length > 0) throw new Error(refused.map(inWords).join('\n'));
}
