import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { Product } from './product.mjs';
import { findOnPath } from './redis.mjs';
import { root } from './root.mjs';
import { stopWhenAsked } from './stop-when-asked.mjs';
import { openThrowaway } from './throwaway.mjs';

// `npm run e2e [-- arguments]`: the browser journeys against a fresh product of their own.
const chromium =
  process.env.CHROMIUM ?? findOnPath('chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable');
if (chromium === undefined || !existsSync(chromium)) {
  console.error(
    `Für die Browserprüfungen wird Chromium gebraucht${chromium ? ` (CHROMIUM=${chromium} gibt es nicht)` : ''}.\n` +
      'Zum Beispiel: apt-get install chromium – oder CHROMIUM=/pfad/zu/chrome setzen.',
  );
  process.exit(1);
}

// With Keycloak it is the sign-in that is looked at, and one language says enough of it.
const keycloak = process.argv.includes('--keycloak');
// Each language gets a product of its own: what one run leaves behind must not be what the next one finds.
const { languages, houses, words } = choiceOf(process.argv.slice(2).filter((argument) => argument !== '--keycloak'));
/** @type {(() => Promise<void>) | undefined} */
let stop;
const asked = stopWhenAsked(async () => stop?.());
let code = 0;
const sum = { passed: 0, failed: 0 };
for (const language of languages) {
  for (const empty of houses) {
    if (asked.isStopping()) break;
    code = (await runIn(language, empty)) || code;
  }
}
if (!asked.isStopping()) {
  if (code !== 0 && sum.failed === 0) sum.failed = 1;
  if (!words.includes('--pictures')) console.log(`journeys: ${sum.passed} passed, ${sum.failed} failed`);
  process.exit(code);
}

/**
 * Without words of a name the journeys of an empty house are walked too, on a product of their own; with `--empty` only those.
 * @param {string[]} args
 * @returns {{ languages: string[], houses: boolean[], words: string[] }}
 */
function choiceOf(args) {
  const rest = args.filter((argument) => argument !== '--empty');
  const isEmptyOnly = rest.length < args.length;
  const { languages, words } = languagesOf(rest);
  return { languages, words, houses: isEmptyOnly ? [true] : words.length > 0 || keycloak ? [false] : [false, true] };
}

/**
 * @param {string[]} args
 * @returns {{ languages: string[], words: string[] }}
 */
function languagesOf(args) {
  const at = args.indexOf('--language');
  const chosen = args[at + 1];
  if (at === -1) return { languages: keycloak || args.includes('--pictures') ? ['de'] : ['de', 'en'], words: args };
  if (chosen !== 'de' && chosen !== 'en') {
    console.error('--language braucht de oder en.');
    process.exit(1);
  }
  return { languages: [chosen], words: args.toSpliced(at, 2) };
}

/**
 * @param {string} language
 * @param {boolean} empty
 * @returns {Promise<number>}
 */
async function runIn(language, empty) {
  const throwaway = await openThrowaway();
  // The same folder, so that whoever clears up after a killed run finds the product's processes too.
  const home = throwaway.directory;
  const product = new Product({ home, wishedPorts: {}, durable: false });
  stop = async () => {
    await product.stop();
    await throwaway.close();
  };
  try {
    const started = await product.start({ keycloak, empty });
    const { address, issuer, clientId, administration, mails, ownerUrl, setupCode } = started;
    return await Promise.race([
      runJourneys({
        ...process.env,
        BASE_URL: address,
        ISSUER: issuer,
        WEB_CLIENT_ID: clientId,
        SIGN_IN: keycloak ? 'keycloak' : 'development',
        SIGN_IN_ADMINISTRATION_CLIENT: administration.clientId,
        SIGN_IN_ADMINISTRATION_SECRET: administration.secret,
        ...(mails && { MAILS: mails }),
        OWNER_DATABASE_URL: ownerUrl,
        CHROMIUM: chromium,
        QUERRAUM_HOME: home,
        JOURNEY_LANGUAGE: language,
        ...(isSecond(language) && { JOURNEY_CHOICE: 'words' }),
        JOURNEY_PICTURES: [language, ...(empty ? ['leer'] : []), ...(keycloak ? ['keycloak'] : [])].join('-'),
        ...(setupCode && { SETUP_CODE: setupCode }),
      }),
      product.died.then(({ name, log }) => {
        throw new Error(`${name} hat sich unerwartet beendet:\n${log}`);
      }),
    ]);
  } catch (error) {
    if (!asked.isStopping()) console.error(`\n${error.message}`);
    return 1;
  } finally {
    if (!asked.isStopping()) await stop();
  }
}

/**
 * The second of two languages, of which the words are looked at; whoever asks for one language, or for some journeys, gets all of them.
 * @param {string} language
 */
function isSecond(language) {
  return words.length === 0 && languages.indexOf(language) > 0;
}

/**
 * Shows what the journeys say and adds up what they count.
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<number>}
 */
async function runJourneys(env) {
  const args = [join(root, 'apps/web-e2e/run.mjs'), ...words];
  const child = spawn(process.execPath, args, { cwd: root, env, stdio: ['inherit', 'pipe', 'inherit'] });
  const ended = once(child, 'close');
  for await (const line of createInterface({ input: child.stdout })) {
    console.log(line);
    const [, passed, failed] = /^journeys \(.*\): (\d+) passed, (\d+) failed$/.exec(line) ?? [];
    sum.passed += Number(passed ?? 0);
    sum.failed += Number(failed ?? 0);
  }
  const [exitCode] = await ended;
  return exitCode ?? 1;
}
