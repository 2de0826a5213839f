import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const INSTALLED = '/usr/lib/postgresql';

/** The newest PostgreSQL of the system with the tools for backups; the one that npm installs brings none. */
export function postgresWithTools(): string {
  const versions = existsSync(INSTALLED) ? readdirSync(INSTALLED) : [];
  const folders = versions.sort((a, b) => Number(b) - Number(a)).map((version) => join(INSTALLED, version));
  const folder = folders.find((candidate) =>
    ['postgres', 'pg_basebackup', 'pg_verifybackup', 'pg_archivecleanup', 'pg_dump', 'pg_restore'].every((tool) =>
      existsSync(join(candidate, 'bin', tool)),
    ),
  );
  if (folder === undefined)
    throw new Error('This needs a PostgreSQL with its tools: apt-get install postgresql (or postgresql-15).');
  return folder;
}
