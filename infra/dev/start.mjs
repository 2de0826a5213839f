import { parseArgs } from 'node:util';
import { StoppedError } from './children.mjs';
import { ADMINISTRATOR } from './keycloak/server.mjs';
import { Product } from './product.mjs';
import { readAccounts } from './sign-in/accounts.mjs';
import { ORGANISATION_FILE } from './sign-in/process.mjs';
import { secondsSince } from './steps.mjs';
import { stopWhenAsked } from './stop-when-asked.mjs';

const HELP = `npm start                startet Querraum mit Vorführdaten; der Stand bleibt in .querraum/ erhalten
npm start -- --fresh     löscht den Stand und beginnt neu
npm start -- --empty     ohne Vorführdaten; die erste Administration richtet alles im Browser ein
npm start -- --keycloak  mit einem echten Keycloak statt der Entwicklungsanmeldung; braucht Java 17 und Maven und
                         holt beim ersten Mal 176 MB. Ein Stand bleibt bei der Anmeldung, mit der er begonnen wurde
npm start -- --port N    gewünschter Port der Anwendung (sonst 4400)`;

const began = Date.now();
const { help, fresh = false, empty = false, keycloak = false, port } = readOptions();
if (help) console.log(HELP);
else await startAndStay();

async function startAndStay() {
  const product = claimProduct();
  const asked = stopWhenAsked(() => product.stop());
  try {
    console.log('Querraum startet:');
    const {
      address,
      demo,
      keycloak: withKeycloak,
      issuer,
      administration,
      setupCode,
      mails,
    } = await product.start({ fresh, empty, keycloak, port });
    asked.isReady();
    console.log(`\nBereit nach ${secondsSince(began)}:  ${address}\n`);
    showAccounts(demo);
    if (setupCode) showSetup(setupCode, withKeycloak);
    if (withKeycloak) {
      const page = `${new URL(issuer).origin}/admin/master/console/#/querraum`;
      console.log(`\nVerwaltung von Keycloak: ${page}`);
      console.log(`  Benutzername ${ADMINISTRATOR}, Kennwort ${administration.secret}`);
    }
    if (mails) console.log(`\nNachrichten, die Querraum verschickt:  ${mails}`);
    console.log('\nBeenden mit Strg-C.');
    const { name, log } = await product.died;
    throw new Error(`${name} hat sich unerwartet beendet:\n${log}`);
  } catch (error) {
    if (asked.isStopping()) return;
    if (!(error instanceof StoppedError)) console.error(`\n${error.message}\n`);
    await product.stop();
    process.exit(1);
  }
}

function claimProduct() {
  try {
    return new Product();
  } catch (error) {
    console.error(error.message);
    process.exit(1);
  }
}

function readOptions() {
  try {
    const { values } = parseArgs({
      options: {
        fresh: { type: 'boolean' },
        empty: { type: 'boolean' },
        keycloak: { type: 'boolean' },
        port: { type: 'string' },
        help: { type: 'boolean' },
      },
    });
    const number = values.port === undefined ? undefined : Number(values.port);
    if (number !== undefined && !(Number.isInteger(number) && number > 0 && number < 65_536)) {
      throw new Error('--port braucht eine Zahl zwischen 1 und 65535.');
    }
    return { ...values, port: number };
  } catch (error) {
    console.error(`${error.message}\n\n${HELP}`);
    process.exit(2);
  }
}

/** @param {boolean} demo */
function showAccounts(demo) {
  const accounts = readAccounts(ORGANISATION_FILE, { demo });
  console.log(demo ? 'Vorführkonten (alle Personen sind erfunden):' : 'Erste Anmeldung:');
  const header = ['Name', 'Einheit', 'Benutzername', 'Kennwort'];
  const rows = accounts.map(({ name, unitCode, username, password }) => [name, unitCode, username, password]);
  const widths = header.map((_, column) => Math.max(...[header, ...rows].map((row) => row[column].length)));
  const show = (/** @type {string[]} */ row) =>
    console.log(
      `  ${row
        .map((cell, column) => cell.padEnd(widths[column] + 2))
        .join('')
        .trimEnd()}`,
    );
  show(header);
  accounts.forEach(({ tenant }, index) => {
    if (tenant !== accounts[index - 1]?.tenant) console.log(`  ${tenant}:`);
    show(rows[index]);
  });
}

/** @param {string} code @param {boolean} withKeycloak */
function showSetup(code, withKeycloak) {
  console.log(`\nEinrichtungscode (nur bis die erste Behörde eingerichtet ist): ${code}`);
  if (!withKeycloak) {
    console.log(
      'Weitere Personen melden sich mit dem Benutzernamen an, unter dem sie angelegt sind; Kennwort: querraum',
    );
  }
}
