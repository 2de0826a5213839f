import { escapeHtml, page } from './page.mjs';

/** @typedef {import('./accounts.mjs').Account} Account */
/** @typedef {import('./words.mjs').Words} Words */

/** @param {{ words: Words, accounts: Account[], newcomers: boolean, username: string, failed: boolean, formTargets: string[] }} content */
export function signInPage({ words, accounts, newcomers, username, failed, formTargets }) {
  const invalid = failed ? ' aria-invalid="true" aria-describedby="failure"' : '';
  const body = `<p><span class="badge">${words.purpose}</span></p>
<h1>${words.heading}</h1>
<div class="card">
<h2>${words.withPassword}</h2>
${newcomers ? `<p class="muted">${words.newcomers}</p>` : ''}
${failed ? `<p class="error" id="failure" role="alert">${words.wrong}</p>` : ''}
<form method="post">
<label for="username">${words.username}</label>
<input id="username" name="username" value="${escapeHtml(username)}" autocomplete="username" autocapitalize="none" spellcheck="false" required autofocus${invalid}>
<label for="password">${words.password}</label>
<input id="password" name="password" type="password" autocomplete="current-password" required${invalid}>
<button type="submit">${words.signIn}</button>
</form>
</div>
<div class="card">
${newcomers ? `<h2>${words.withOneClick}</h2>` : `<h2>${words.withOneClick} <span class="badge">${words.demo}</span></h2>\n<p class="muted">${words.invented}</p>`}
${tenantsOf(accounts).map(tenantSection(words)).join('\n')}
</div>`;
  const title = failed ? words.error + words.signIn : words.signIn;
  return page({ language: words.language, title, body, formTargets });
}

/** @param {Account[]} accounts */
const tenantsOf = (accounts) => [...Map.groupBy(accounts, ({ tenant }) => tenant)];

/** @param {Words} words @returns {(entry: [string, Account[]], index: number) => string} */
const tenantSection =
  (words) =>
  ([tenant, accounts], index) => `<h3 id="tenant-${index}">${escapeHtml(tenant)}</h3>
<form method="post" aria-labelledby="tenant-${index}">
<ul>
${accounts.map(accountButton(words)).join('\n')}
</ul>
</form>`;

/** @param {Words} words @returns {(account: Account) => string} */
const accountButton =
  ({ roles }) =>
  ({ username, name, role, unit }) =>
    `<li><button type="submit" name="account" value="${escapeHtml(username)}"><strong>${escapeHtml(name)}</strong>${escapeHtml(
      `${roles[/** @type {keyof Words['roles']} */ (role)]}, ${unit}`,
    )}</button></li>`;

/** @param {{ words: Words, form: string, immediately: boolean, formTargets: string[] }} content form: oidc-provider's own, with its guard against forgery */
export function signOutPage({ words, form, immediately, formTargets }) {
  const button = `<input type="hidden" name="logout" value="yes"><button type="submit">${words.signOut}</button></form>`;
  const body = `<h1>${words.signOut}</h1>
<div class="card">
<p>${immediately ? words.signingOut : words.signOutAsked}</p>
${form.replace('</form>', () => button)}
</div>`;
  const script = immediately ? "document.getElementById('op.logoutForm').submit()" : undefined;
  return page({ language: words.language, title: words.signOut, body, formTargets, ...(script && { script }) });
}

/** @param {Words} words @param {string} home */
export const signedOutPage = (words, home) =>
  noticePage(words, { title: words.signedOut, text: words.isSignedOut, home, link: words.signInAgain });

/** @param {Words} words @param {{ title: string, text: string, home: string, link?: string }} notice */
export const noticePage = (words, { title, text, home, link = words.back }) =>
  page({
    language: words.language,
    title,
    body: `<h1>${escapeHtml(title)}</h1>
<div class="card">
<p>${escapeHtml(text)}</p>
<p><a href="${escapeHtml(home)}">${escapeHtml(link)}</a></p>
</div>`,
  });
