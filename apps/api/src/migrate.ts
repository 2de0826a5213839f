import { writeFileSync } from 'node:fs';
import { createOwnerDataSource, migrate, readSetupConfig } from '@querraum/server';

/**
 * `migrate.mjs` runs every pending migration · `--statements FILE` does it too and writes what it carried out · `--check` exits 1 where entities and migrations differ ·
 * `--draft FILE` writes the SQL that would close the difference, as the ground of a new migration.
 */
const source = await createOwnerDataSource(readSetupConfig().DATABASE_OWNER_URL).initialize();
try {
  const mode = process.argv[2];
  if (mode === undefined || mode === 'run' || mode === '--statements') {
    const statements: { migration: string; sql: string }[] = [];
    const applied = await migrate(source, { onStatement: (migration, sql) => statements.push({ migration, sql }) });
    if (mode === '--statements') writeFileSync(process.argv[3] ?? 'statements.json', JSON.stringify(statements));
    for (const { name, milliseconds, gaveWay } of applied)
      process.stdout.write(`  ${name} in ${milliseconds} ms${gaveWay > 0 ? `, gave way ${gaveWay} times` : ''}\n`);
    process.stdout.write(`migrations: ${applied.length} applied\n`);
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
