import { writeFileSync } from 'node:fs';
import { createOwnerDataSource, readSetupConfig } from '@querraum/server';

/**
 * `migrate.mjs` runs every pending migration · `--check` exits 1 where entities and migrations differ ·
 * `--draft FILE` writes the SQL that would close the difference, as the ground of a new migration.
 */
const source = await createOwnerDataSource(readSetupConfig().DATABASE_OWNER_URL).initialize();
try {
  const mode = process.argv[2];
  if (mode === undefined || mode === 'run') {
    // One migrator at a time, however many start together.
    await source.query("select pg_advisory_lock(hashtext('querraum-migrations'))");
    const done = await source.runMigrations();
    process.stdout.write(`migrations: ${done.length} applied\n`);
  } else {
    const { upQueries } = await source.driver.createSchemaBuilder().log();
    if (mode === '--draft')
      writeFileSync(process.argv[3] ?? 'draft.sql', upQueries.map(({ query }) => `${query};\n`).join(''));
    process.stdout.write(`migrations: ${upQueries.length} differences\n`);
    if (mode === '--check' && upQueries.length > 0) {
      process.stdout.write(upQueries.map(({ query }) => `  ${query}\n`).join(''));
      process.exitCode = 1;
    }
  }
} finally {
  await source.destroy();
}
