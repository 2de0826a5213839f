import pg from 'pg';
import { prepareDatabase, ROLES } from '../dev/database.mjs';

// Before the first migration, and again after a password has changed: makes the roles and databases that are missing and
// sets the passwords, as the administrator of the database server.
const [adminUrl, keycloakPassword] = ['DATABASE_ADMIN_URL', 'KEYCLOAK_DATABASE_PASSWORD'].map(needed);
const passwords = Object.fromEntries(ROLES.map((role) => [role, needed(`${role.toUpperCase()}_PASSWORD`)]));

await prepareDatabase(adminUrl, 'querraum', /** @type {Parameters<typeof prepareDatabase>[2]} */ (passwords));
await prepareKeycloak();
console.log(`ready: ${ROLES.join(', ')}, keycloak`);

/** Keycloak keeps its own database; neither side may look into the other's. */
async function prepareKeycloak() {
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  try {
    const role = await client.query("select from pg_roles where rolname = 'keycloak'");
    if (role.rowCount === 0) await client.query('create role keycloak');
    await client.query(
      `alter role keycloak login nosuperuser nobypassrls nocreatedb nocreaterole password ${client.escapeLiteral(keycloakPassword)}`,
    );
    const database = await client.query("select from pg_database where datname = 'keycloak'");
    if (database.rowCount === 0) await client.query('create database keycloak owner keycloak');
    await client.query('revoke all on database keycloak from public');
  } finally {
    await client.end();
  }
}

/** @param {string} name */
function needed(name) {
  const value = process.env[name];
  if (!value) throw new Error(`${name} fehlt.`);
  return value;
}
