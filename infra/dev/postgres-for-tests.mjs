import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { startPostgres } from './postgres.mjs';
import { closeOnSignal, openThrowaway } from './throwaway.mjs';

// `node infra/dev/postgres.mjs --run-for-tests`: one throw-away server, so that single specs can be run by hand:
// TEST_DATABASE_ADMIN_URL=$(cat /tmp/querraum-pg.url) npx jest -c libs/server/jest.config.cjs
const urlFile = join(tmpdir(), 'querraum-pg.url');

if (await isServing()) {
  console.log(`Läuft bereits: ${readFileSync(urlFile, 'utf8')}`);
} else {
  const throwaway = await openThrowaway();
  closeOnSignal(() => {
    rmSync(urlFile, { force: true });
    return throwaway.close();
  });
  const { children, directory } = throwaway;
  const postgres = await startPostgres({
    dataDir: join(directory, 'data'),
    children,
    durable: false,
    say: console.log,
  });
  writeFileSync(urlFile, postgres.adminUrl, { mode: 0o600 });
  console.log(`${postgres.adminUrl}\nsteht auch in ${urlFile}; beenden mit Strg-C.`);
  await postgres.child.exited;
  rmSync(urlFile, { force: true });
  await throwaway.close();
}

async function isServing() {
  if (!existsSync(urlFile)) return false;
  const client = new pg.Client({ connectionString: readFileSync(urlFile, 'utf8'), connectionTimeoutMillis: 2_000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.end();
    return true;
  } catch {
    return false;
  }
}
