import { randomBytes } from 'node:crypto';

/** @param {string} text */
export const escapeHtml = (text) => text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);

// KERN's colours, written out: the page must look right without any file of the web app.
const STYLE = `
:root{color-scheme:light dark;--ground:light-dark(oklch(96.7% .004 271),oklch(20.2% .032 278));--card:light-dark(#fff,oklch(25.1% .038 277));
--text:light-dark(oklch(20.2% .032 278),oklch(96.7% .004 271));--muted:light-dark(oklch(46.6% .057 276),oklch(78% .032 277));
--border:light-dark(oklch(56.9% .053 276),oklch(63% .049 277));--action:light-dark(oklch(42.8% .169 265),oklch(75.4% .077 265));
--on-action:light-dark(#fff,#000);--danger:light-dark(oklch(48.8% .2 29),oklch(76.6% .118 29))}
*{box-sizing:border-box}
body{margin:0;background:var(--ground);color:var(--text);font:1.0625rem/1.5 "Fira Sans",system-ui,sans-serif}
main{max-width:44rem;margin:0 auto;padding:1.5rem 1rem 3rem}
h1{font-size:1.6rem;line-height:1.25;margin:.5rem 0 1rem}h2{font-size:1.2rem;margin:0 0 .25rem}h3{font-size:1rem;margin:1.25rem 0 .4rem}
.card{background:var(--card);border:1px solid var(--border);border-radius:4px;padding:1.25rem;margin:0 0 1.25rem}
.badge{display:inline-block;border:1px solid var(--border);border-radius:4px;padding:0 .5rem;font-weight:600}
.muted{color:var(--muted)}p{margin:.25rem 0 .75rem}
label{display:block;font-weight:600;margin:.75rem 0 .25rem}
input{width:100%;font:inherit;color:inherit;background:var(--card);border:1px solid var(--border);border-bottom-width:2px;border-radius:4px;padding:.6rem .75rem;min-height:2.75rem}
button{font:inherit;font-weight:600;cursor:pointer;min-height:2.75rem;border-radius:4px;padding:.6rem 1.25rem;border:1px solid var(--action);background:var(--action);color:var(--on-action)}
form>button{margin-top:1.25rem}
ul{list-style:none;margin:0;padding:0;display:grid;gap:.5rem;grid-template-columns:repeat(auto-fill,minmax(min(18rem,100%),1fr))}
li button{width:100%;height:100%;display:flex;flex-direction:column;text-align:left;background:transparent;color:inherit;border-color:var(--border);padding:.5rem .75rem;font-weight:400}
li button strong{display:block;color:var(--action)}
button:hover,a:hover{text-decoration:underline}a{color:var(--action)}
:focus-visible{outline:3px solid var(--text);outline-offset:2px}
.error{border-left:4px solid var(--danger);padding:.5rem .75rem;margin:0 0 1rem;font-weight:600;color:var(--danger)}
`;

/**
 * A whole page and the headers it needs. `script` runs under the page's own nonce.
 * @param {{ language: string, title: string, body: string, script?: string, formTargets?: string[] }} content
 */
export function page({ language, title, body, script, formTargets = [] }) {
  const nonce = randomBytes(16).toString('base64');
  const html = `<!DOCTYPE html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)} – Querraum</title>
<link rel="icon" href="data:,">
<style nonce="${nonce}">${STYLE}</style>
</head>
<body>
<main>
${body}
</main>
${script ? `<script nonce="${nonce}">${script}</script>` : ''}
</body>
</html>
`;
  // A form's redirect counts as its target too, so the web app that the sign-in returns to must be named.
  const formAction = ["'self'", ...formTargets].join(' ');
  const headers = {
    'content-type': 'text/html; charset=utf-8',
    'cache-control': 'no-store',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
    'content-security-policy':
      `default-src 'none'; base-uri 'none'; frame-ancestors 'none'; img-src data:; ` +
      `style-src 'nonce-${nonce}'; script-src 'nonce-${nonce}'; form-action ${formAction}`,
  };
  return { html, headers };
}
