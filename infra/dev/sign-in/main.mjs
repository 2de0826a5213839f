import { readAccounts } from './accounts.mjs';
import { startSignIn } from './server.mjs';

// The sign-in as a process of its own; `startSignInProcess` in process.mjs sets these variables.
const { ISSUER, AUDIENCE, WEB_CLIENT_ID, WEB_ORIGINS, SIGN_IN_KEYS, ORGANISATION_FILE, DEMO } = process.env;
const { INTROSPECTION_CLIENT_SECRET, ADMINISTRATION_SECRET } = process.env;
try {
  const { issuer, stop } = await startSignIn({
    issuer: ISSUER ?? '',
    audience: AUDIENCE ?? '',
    clientId: WEB_CLIENT_ID ?? '',
    origins: (WEB_ORIGINS ?? '').split(' '),
    keyFile: SIGN_IN_KEYS ?? '',
    secrets: { introspection: INTROSPECTION_CLIENT_SECRET ?? '', administration: ADMINISTRATION_SECRET ?? '' },
    newcomers: DEMO !== 'on',
    accounts: readAccounts(ORGANISATION_FILE ?? '', { demo: DEMO === 'on' }),
  });
  console.log(`Entwicklungsanmeldung bereit: ${issuer}`);
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM'])) process.once(signal, () => void stop());
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
