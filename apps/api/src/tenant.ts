import { parseArgs } from 'node:util';
import { Setup, Username } from '@querraum/contracts';
import { createOwnerDataSource, foundTenant, readSetupConfig } from '@querraum/server';
import { z } from 'zod';

/**
 * `tenant.mjs --name … --short-name … --kind DISTRICT_AUTHORITY --state BE --administrator-name … --username …`: a further
 * authority in an installation, by whoever operates it. Its first administrator waits for the first sign-in (ADR 0020).
 */
const OPTIONS = ['name', 'short-name', 'kind', 'state', 'administrator-name', 'username'] as const;
const { values } = parseArgs({
  options: Object.fromEntries(OPTIONS.map((name) => [name, { type: 'string' as const }])),
});
const { DATABASE_OWNER_URL, ISSUER } = readSetupConfig();
if (!ISSUER) throw new Error('ISSUER fehlt: Personen gehören zu einer Anmeldung.');

const given = z
  .object({ authority: Setup.shape.authority, administratorName: Setup.shape.administratorName, username: Username })
  .safeParse({
    authority: { name: values['name'], shortName: values['short-name'], kind: values['kind'], state: values['state'] },
    administratorName: values['administrator-name'],
    username: values['username'],
  });
if (!given.success) {
  process.stderr.write(`Gebraucht: ${OPTIONS.map((name) => `--${name}`).join(' ')}\n${z.prettifyError(given.error)}\n`);
  process.exit(2);
}
const owner = await createOwnerDataSource(DATABASE_OWNER_URL).initialize();
try {
  await foundTenant(owner, { ...given.data, issuer: ISSUER });
  process.stdout.write(`${given.data.authority.name}: ${given.data.username} kann sich jetzt anmelden.\n`);
} finally {
  await owner.destroy();
}
