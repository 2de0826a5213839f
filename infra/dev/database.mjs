import pg from 'pg';

/** Everyone who may log in to the product's database. app_queue only exists for BullMQ's own tables. */
export const ROLES = /** @type {const} */ (['app_owner', 'app_api', 'app_worker', 'app_queue']);

/**
 * Makes the database and its roles where they are missing. What each role may do in it is the migrations' business.
 * @param {string} adminUrl
 * @param {string} database
 * @param {Record<(typeof ROLES)[number], string>} passwords
 * @returns {Promise<Record<(typeof ROLES)[number], string>>} a URL for each role
 */
export async function prepareDatabase(adminUrl, database, passwords) {
  await withClient(adminUrl, async (client) => {
    for (const role of ROLES) await ensureRole(client, role, passwords[role]);
    const { rowCount } = await client.query('select from pg_database where datname = $1', [database]);
    if (rowCount === 0) await client.query(`create database ${client.escapeIdentifier(database)} owner app_owner`);
    await client.query(`revoke all on database ${client.escapeIdentifier(database)} from public`);
    await client.query(`grant connect on database ${client.escapeIdentifier(database)} to ${ROLES.join(', ')}`);
    await client.query(`grant create on database ${client.escapeIdentifier(database)} to app_queue`);
  });
  await withClient(withPath(adminUrl, database), (client) => client.query('alter schema public owner to app_owner'));
  const urls = ROLES.map((role) => {
    const url = new URL(withPath(adminUrl, database));
    Object.assign(url, { username: role, password: passwords[role] });
    return [role, url.href];
  });
  return Object.fromEntries(urls);
}

/** @param {pg.Client} client @param {string} role @param {string} password */
async function ensureRole(client, role, password) {
  const { rowCount } = await client.query('select from pg_roles where rolname = $1', [role]);
  if (rowCount === 0) await client.query(`create role ${client.escapeIdentifier(role)}`);
  await client.query(
    `alter role ${client.escapeIdentifier(role)} login nosuperuser nobypassrls nocreatedb nocreaterole password ${client.escapeLiteral(password)}`,
  );
}

/** @param {string} url @param {string} database */
function withPath(url, database) {
  const changed = new URL(url);
  changed.pathname = `/${database}`;
  return changed.href;
}

/** @param {string} url @param {(client: pg.Client) => Promise<unknown>} work */
async function withClient(url, work) {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}
