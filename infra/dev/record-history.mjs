import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { build, ENTRY_POINTS, isBuilt } from './build.mjs';
import { Children } from './children.mjs';
import { root } from './root.mjs';
import { State } from './state.mjs';
import { step } from './steps.mjs';

// `npm run record-history -- --run <id> [--out <file>]`: a run of the Querraum that `npm start` keeps going here, or of the
// database that DATABASE_OWNER_URL names, as a history without anybody in it. What it says goes to the error output, so that
// the history can be piped on.
const state = new State();
const url = process.env.DATABASE_OWNER_URL ?? ownDatabase();
if (url === undefined) {
  console.error('Hier ist kein Querraum. Es muss laufen (npm start), oder DATABASE_OWNER_URL nennt eine Datenbank.');
  process.exit(1);
}
if (!isBuilt()) await step('Anwendung bauen', () => build(new Children(state.directory), console.error), console.error);
const child = spawn(process.execPath, [ENTRY_POINTS.recordHistory, ...process.argv.slice(2)], {
  cwd: root,
  env: { ...process.env, NODE_ENV: 'development', DATABASE_OWNER_URL: url },
  stdio: 'inherit',
});
const [code] = await once(child, 'exit');
process.exit(code ?? 1);

function ownDatabase() {
  const { database } = state.ports;
  if (database === undefined) return undefined;
  return `postgresql://app_owner:${state.secrets(['app_owner']).app_owner}@127.0.0.1:${database}/querraum`;
}
