import { createOwnerDataSource, readSetupConfig, seed } from '@querraum/server';

/** Areas, inhabitants and holidays; with `--demo` the demo organisation of the issuer in ISSUER too. */
const { DATABASE_OWNER_URL, DATA_ROOT, ISSUER } = readSetupConfig();
const isDemo = process.argv.includes('--demo');
if (isDemo && !ISSUER) throw new Error('ISSUER fehlt: Die Personen der Vorführung gehören zu einer Anmeldung.');
const owner = await createOwnerDataSource(DATABASE_OWNER_URL).initialize();
try {
  // One at a time, however many start together.
  await owner.query("select pg_advisory_lock(hashtext('querraum-seed'))");
  await seed(owner, { dataRoot: DATA_ROOT, ...(isDemo && ISSUER && { demo: { issuer: ISSUER } }) });
  process.stdout.write(`seed: areas and holidays${isDemo ? ', demo organisation' : ''}\n`);
} finally {
  await owner.destroy();
}
