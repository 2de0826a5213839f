import { escapeHtml, page } from '../sign-in/page.mjs';

/** @typedef {import('./box.mjs').CaughtMail} CaughtMail */

const time = new Intl.DateTimeFormat('de-DE', { dateStyle: 'medium', timeStyle: 'medium', timeZone: 'Europe/Berlin' });
const PURPOSE = '<p><span class="badge">Nur für Entwicklung und Vorführung</span></p>';

/** @param {CaughtMail[]} mails */
export const listPage = (mails) =>
  page({
    language: 'de',
    title: `Nachrichten (${mails.length})`,
    body: `${PURPOSE}
<h1>Nachrichten</h1>
<p class="muted">Hier landet jede Mail, die Querraum auf dieser Maschine verschickt; nach außen geht keine. Aufgehoben werden die letzten 500.</p>
${mails.length === 0 ? '<div class="card"><p>Noch keine Nachricht. Die erste kommt mit der ersten Aufgabe.</p></div>' : mails.map(entry).join('\n')}`,
  });

/** @param {CaughtMail} mail */
const entry = ({ id, at, to, subject }) => `<article class="card">
<h2><a href="/${id}">${escapeHtml(subject || '(ohne Betreff)')}</a></h2>
<p class="muted">an ${escapeHtml(to.join(', '))}<br><time datetime="${at.toISOString()}">${time.format(at)} Uhr</time></p>
</article>`;

/** @param {CaughtMail} mail */
export const mailPage = ({ at, to, from, subject, text, headers }) =>
  page({
    language: 'de',
    title: subject,
    body: `${PURPOSE}
<p><a href="/">Alle Nachrichten</a></p>
<h1>${escapeHtml(subject)}</h1>
<p class="muted">von ${escapeHtml(from)} an ${escapeHtml(to.join(', '))}<br><time datetime="${at.toISOString()}">${time.format(at)} Uhr</time></p>
<div class="card mail">${paragraphs(text)}</div>
<details><summary>Kopfzeilen</summary>
${headers.map(({ key, value }) => `<p><strong>${escapeHtml(key)}:</strong> ${escapeHtml(value)}</p>`).join('\n')}
</details>`,
  });

export const unknownPage = () =>
  page({
    language: 'de',
    title: 'Nicht gefunden',
    body: '<h1>Nicht gefunden</h1><p>Diese Nachricht gibt es nicht mehr.</p><p><a href="/">Alle Nachrichten</a></p>',
  });

/** Plain text with its lines, its addresses as links. @param {string} text */
const paragraphs = (text) =>
  text
    .trim()
    .split(/\n{2,}/)
    .map((paragraph) => `<p>${linked(escapeHtml(paragraph)).replaceAll('\n', '<br>')}</p>`)
    .join('\n');

/** @param {string} html */
const linked = (html) => html.replace(/https?:\/\/[^\s<&]+/g, (url) => `<a href="${url}">${url}</a>`);
