import { escapeHtml, page } from './page.mjs';

/** @typedef {import('./accounts.mjs').Account} Account */

const ROLE_NAMES = {
  CASE_WORKER: 'Sachbearbeitung',
  HEAD: 'Leitung',
  DISTRICT_COUNCILLOR: 'Bezirksstadträtin',
  ADMIN: 'Fachadministration',
};

/** @param {{ accounts: Account[], username: string, failed: boolean, formTargets: string[] }} content */
export function signInPage({ accounts, username, failed, formTargets }) {
  const invalid = failed ? ' aria-invalid="true" aria-describedby="failure"' : '';
  const body = `<p><span class="badge">Nur für Entwicklung und Vorführung</span></p>
<h1>Bei Querraum anmelden</h1>
<div class="card">
<h2>Mit Benutzername und Kennwort</h2>
${failed ? '<p class="error" id="failure" role="alert">Benutzername oder Kennwort stimmt nicht. Es ist noch niemand angemeldet.</p>' : ''}
<form method="post">
<label for="username">Benutzername</label>
<input id="username" name="username" value="${escapeHtml(username)}" autocomplete="username" autocapitalize="none" spellcheck="false" required autofocus${invalid}>
<label for="password">Kennwort</label>
<input id="password" name="password" type="password" autocomplete="current-password" required${invalid}>
<button type="submit">Anmelden</button>
</form>
</div>
<div class="card">
<h2>Mit einem Klick <span class="badge">Vorführdaten</span></h2>
<p class="muted">Alle Personen sind erfunden.</p>
${tenantsOf(accounts).map(tenantSection).join('\n')}
</div>`;
  return page({ title: failed ? 'Fehler: Anmelden' : 'Anmelden', body, formTargets });
}

/** @param {Account[]} accounts */
const tenantsOf = (accounts) => [...Map.groupBy(accounts, ({ tenant }) => tenant)];

/** @param {[string, Account[]]} entry @param {number} index */
const tenantSection = ([tenant, accounts], index) => `<h3 id="tenant-${index}">${escapeHtml(tenant)}</h3>
<form method="post" aria-labelledby="tenant-${index}">
<ul>
${accounts.map(accountButton).join('\n')}
</ul>
</form>`;

/** @param {Account} account */
const accountButton = ({ username, name, role, unit }) =>
  `<li><button type="submit" name="account" value="${escapeHtml(username)}"><strong>${escapeHtml(name)}</strong>${escapeHtml(
    `${ROLE_NAMES[/** @type {keyof ROLE_NAMES} */ (role)]}, ${unit}`,
  )}</button></li>`;

/** @param {{ form: string, immediately: boolean, formTargets: string[] }} content form: oidc-provider's own, with its guard against forgery */
export function signOutPage({ form, immediately, formTargets }) {
  const button = '<input type="hidden" name="logout" value="yes"><button type="submit">Abmelden</button></form>';
  const body = `<h1>Abmelden</h1>
<div class="card">
<p>${immediately ? 'Sie werden abgemeldet.' : 'Möchten Sie sich bei Querraum abmelden?'}</p>
${form.replace('</form>', () => button)}
</div>`;
  const script = immediately ? "document.getElementById('op.logoutForm').submit()" : undefined;
  return page({ title: 'Abmelden', body, formTargets, ...(script && { script }) });
}

/** @param {string} home */
export const signedOutPage = (home) => noticePage('Abgemeldet', 'Sie sind abgemeldet.', home, 'Wieder anmelden');

/** @param {string} title @param {string} text @param {string} home */
export const noticePage = (title, text, home, link = 'Zurück zu Querraum') =>
  page({
    title,
    body: `<h1>${escapeHtml(title)}</h1>
<div class="card">
<p>${escapeHtml(text)}</p>
<p><a href="${escapeHtml(home)}">${escapeHtml(link)}</a></p>
</div>`,
  });
