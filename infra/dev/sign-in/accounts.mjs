import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

/**
 * @typedef {object} Account
 * @property {string} sub
 * @property {string} username
 * @property {string} password
 * @property {string} name
 * @property {string} email
 * @property {string} role
 * @property {string[]} groups Keycloak's group paths
 * @property {string} tenant
 * @property {string} unit
 * @property {string} unitCode
 */

/**
 * @typedef {object} Tenant as it stands in the file
 * @property {string} key
 * @property {{ de: string }} name
 * @property {{ code: string, name: { de: string } }[]} units
 * @property {Omit<Account, 'groups' | 'tenant' | 'unitCode'>[]} people
 */

/**
 * The people who can sign in: the demo organisation, or the first administrator alone.
 * @param {string} file infra/data/demo-organisation.json
 * @param {{ demo: boolean }} options
 * @returns {Account[]}
 */
export function readAccounts(file, { demo }) {
  const { firstAdministrator, tenants } = JSON.parse(readFileSync(file, 'utf8'));
  if (!demo)
    return [
      { ...firstAdministrator, role: 'ADMIN', groups: [], tenant: 'Querraum', unit: 'Einrichtung', unitCode: 'alle' },
    ];
  return tenants.flatMap((/** @type {Tenant} */ tenant) =>
    tenant.people.map(({ sub, username, password, name, email, unit, role }) => ({
      ...{ sub, username, password, name, email, role, tenant: tenant.name.de },
      unitCode: unit,
      groups: [`/${tenant.key}/${unit}`],
      unit: tenant.units.find(({ code }) => code === unit)?.name.de ?? unit,
    })),
  );
}

/** The one password of everybody in an empty installation. */
export const COMMON_PASSWORD = 'querraum';

/**
 * The account of a username that nobody has listed. In an empty installation everybody may sign in; who of them is a
 * person there is the product's business. The same name gives the same subject after every restart.
 * @param {string} username
 * @returns {Account | undefined} undefined for what is no username
 */
export function newcomer(username) {
  if (!/^[\p{L}\p{N}][\p{L}\p{N}._@+-]{1,99}$/u.test(username)) return undefined;
  const digest = createHash('sha256').update(`querraum ${username}`).digest('hex');
  const sub = digest.replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12}).*$/, '$1-$2-8$3-8$4-$5');
  return {
    ...{ sub, username, password: COMMON_PASSWORD, name: username, email: `${username}@querraum.example` },
    ...{ role: 'CASE_WORKER', groups: [], tenant: 'Querraum', unit: '', unitCode: '' },
  };
}
