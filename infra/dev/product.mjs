import { setTimeout as sleep } from 'node:timers/promises';
import { join } from 'node:path';
import { build, ENTRY_POINTS, isBuilt } from './build.mjs';
import { Children, endLeftBehind, lastLines } from './children.mjs';
import { ROLES, prepareDatabase } from './database.mjs';
import { findPort } from './ports.mjs';
import { startMailCatcherProcess } from './mail/process.mjs';
import { startPostgres } from './postgres.mjs';
import { startRedis } from './redis.mjs';
import { root } from './root.mjs';
import { startKeycloak } from './keycloak/server.mjs';
import { readAccounts } from './sign-in/accounts.mjs';
import { ORGANISATION_FILE, startSignInProcess } from './sign-in/process.mjs';
import { State } from './state.mjs';
import { step } from './steps.mjs';

const AUDIENCE = 'querraum-api';
const CLIENT_ID = 'querraum-web';
const USUAL_PORTS = { web: 4400, signIn: 4401, database: 4402, queue: 4403, worker: 4404, smtp: 4405, mails: 4406 };

/** @typedef {{ name: string, log: string }} Death */

/** @typedef {{ port?: number, fresh?: boolean, empty?: boolean, keycloak?: boolean }} StartOptions */
/** @typedef {{ clientId: string, secret: string }} Administration how the sign-in's own administration is entered */
/** @typedef {{ address: string, issuer: string, clientId: string, demo: boolean, keycloak: boolean, administration: Administration, ownerUrl: string, setupCode?: string, mails?: string }} RunningProduct ownerUrl: of the database, to prepare by SQL what would take days by hand */

/** The whole product on this machine: database, queue, sign-in, api with the web app, worker. */
export class Product {
  /** @type {(death: Death) => void} */
  #reportDeath = () => undefined;
  /** @type {Promise<void> | undefined} */
  #stopped;
  #children;
  #state;
  #say;
  #wishedPorts;
  #isDurable;

  /** Settles when a part ends that should not. @type {Promise<Death>} */
  died = new Promise((resolve) => {
    this.#reportDeath = resolve;
  });

  /**
   * Takes the state folder for itself, or throws because another start has it.
   * @param {{ home?: string, say?: (line: string) => void, wishedPorts?: Partial<typeof USUAL_PORTS>, durable?: boolean }} [options]
   *   `durable` is false only where the database is thrown away and no crash of it is looked at
   */
  constructor({ home, say = console.log, wishedPorts = USUAL_PORTS, durable = true } = {}) {
    this.#say = say;
    this.#wishedPorts = wishedPorts;
    this.#isDurable = durable;
    this.#state = new State(home);
    this.#state.claim();
    this.#children = new Children(this.#state.directory);
  }

  /**
   * @param {StartOptions} [options]
   * @returns {Promise<RunningProduct>}
   */
  start(options = {}) {
    const failure = this.died.then(({ name, log }) => {
      throw new Error(`${name} hat sich unerwartet beendet:\n${log}`);
    });
    return Promise.race([this.#begin(options), failure]);
  }

  /** @param {StartOptions} options @returns {Promise<RunningProduct>} */
  async #begin({ port, fresh = false, empty = false, keycloak: wantsKeycloak = false }) {
    const children = this.#children;
    const state = this.#state;
    const leftBehind = await endLeftBehind(state.directory);
    if (leftBehind.length > 0) this.#say(`  Beendet, was ein abgebrochener Start hinterließ: ${leftBehind.join(', ')}`);
    if (fresh) await this.#step('Alter Stand wird gelöscht', async () => state.clear());
    const { demo, keycloak } = this.#chooseKind({ empty, wantsKeycloak });
    const ports = await this.#choosePorts(port);
    const address = `http://127.0.0.1:${ports.web}`;
    const issuer = `http://127.0.0.1:${ports.signIn}/realms/querraum`;
    state.announce(address);

    const secrets = state.secrets(['introspection', 'administration', 'webhooks']);
    const origins = [address, address.replace('127.0.0.1', 'localhost')];

    const [urls, redisUrl, administration, mail] = await Promise.all([
      this.#step('Datenbank (PostgreSQL 18)', () => this.#startDatabase(ports.database)),
      this.#startQueue(ports.queue),
      keycloak
        ? this.#step('Keycloak', () => this.#startKeycloak({ issuer, origins, demo, secrets }))
        : this.#step('Entwicklungsanmeldung', () => this.#startDevelopmentSignIn({ issuer, origins, demo, secrets })),
      this.#startMail(ports),
      this.#build(),
    ]);
    // Only now: a first start that failed, for want of Java say, has chosen nothing.
    state.settings = { demo, keycloak };
    for (const child of children.living) this.#watch(child);

    const setupCode = demo ? undefined : this.#setupCode();
    const environment = {
      ...process.env,
      NODE_ENV: 'development',
      HOST: '127.0.0.1',
      PUBLIC_URL: address,
      ISSUER: issuer,
      AUDIENCE,
      WEB_CLIENT_ID: CLIENT_ID,
      INTROSPECTION_CLIENT_SECRET: secrets.introspection,
      WEB_ROOT: join(root, 'dist/apps/web/browser'),
      DOCUMENT_STORE: state.path('documents'),
      DATA_ROOT: join(root, 'infra/data'),
      LEGAL_ROOT: join(root, 'infra/legal'),
      ...(mail && { SMTP_URL: mail.smtpUrl }),
      // A receiver on this machine, to try webhooks with.
      WEBHOOK_ALLOWED_NETWORKS: '127.0.0.0/8',
      WEBHOOK_HTTP: 'own',
      WEBHOOK_SECRET_KEY: secrets.webhooks,
      TEST_CLOCK: 'on',
      DEMO: demo ? 'on' : 'off',
      ...(setupCode && { SETUP_CODE: setupCode }),
      ...(redisUrl
        ? { QUEUE_BACKEND: 'redis', REDIS_URL: redisUrl }
        : { QUEUE_BACKEND: 'postgres', QUEUE_DATABASE_URL: urls.app_queue }),
    };
    const forApi = { ...environment, PORT: String(ports.web), DATABASE_URL: urls.app_api };
    const forWorker = { ...environment, PORT: String(ports.worker), DATABASE_URL: urls.app_worker };
    const asOwner = { ...forApi, DATABASE_OWNER_URL: urls.app_owner };

    await this.#step('Datenbank auf den Stand der Anwendung bringen', () => this.#run('migrate', [], asOwner));
    const data = demo ? 'Räume, Kalender und Vorführdaten' : 'Räume und Kalender';
    await this.#step(`${data} laden`, () => this.#run('seed', demo ? ['--demo'] : [], asOwner));
    await this.#step('Anwendung', async () => {
      const api = children.start('api', process.execPath, [ENTRY_POINTS.api], { cwd: root, env: forApi });
      const worker = children.start('worker', process.execPath, [ENTRY_POINTS.worker], { cwd: root, env: forWorker });
      this.#watch(api);
      this.#watch(worker);
      await untilReady(`${address}/api/v1/health/ready`, api);
    });
    const ownerUrl = urls.app_owner;
    const page = mail?.page;
    return { address, issuer, clientId: CLIENT_ID, demo, keycloak, administration, ownerUrl, setupCode, mails: page };
  }

  /** Ends every part, the youngest first; however often it is called, it happens once. */
  stop() {
    this.#stopped ??= this.#children.stopAll().finally(() => this.#state.release());
    return this.#stopped;
  }

  /**
   * An empty installation stays empty, one with demo data keeps it, and a sign-in stays the one it began with, whatever
   * the next start says: people are known by what their sign-in says of them.
   * @param {{ empty: boolean, wantsKeycloak: boolean }} wishes
   */
  #chooseKind({ empty, wantsKeycloak }) {
    const { demo = !empty, keycloak = this.#state.settings.demo === undefined && wantsKeycloak } = this.#state.settings;
    if (demo && empty) throw new Error('Hier liegen schon Vorführdaten. Leer beginnen: npm start -- --fresh --empty');
    if (wantsKeycloak && !keycloak) {
      throw new Error(
        'Dieser Stand wurde mit der Entwicklungsanmeldung begonnen und bleibt bei ihr, denn die beiden Anmeldungen kennen nicht ' +
          'dieselben Konten. Mit Keycloak neu beginnen (löscht den Stand): npm start -- --fresh --keycloak',
      );
    }
    return { demo, keycloak };
  }

  /** For the first administrator of an empty installation, short enough to type. */
  #setupCode() {
    const { setup } = this.#state.secrets(['setup']);
    return (setup.slice(0, 12).toUpperCase().match(/.{4}/g) ?? []).join('-');
  }

  /** @typedef {{ issuer: string, origins: string[], demo: boolean, secrets: { introspection: string, administration: string } }} SignInOptions */

  /** @param {SignInOptions} options @returns {Promise<Administration>} */
  #startDevelopmentSignIn(options) {
    return startSignInProcess({
      ...{ children: this.#children, audience: AUDIENCE, clientId: CLIENT_ID, ...options },
      keyFile: this.#state.path('sign-in-keys.json'),
    });
  }

  /** @param {SignInOptions} options @returns {Promise<Administration>} */
  #startKeycloak({ demo, ...options }) {
    return startKeycloak({
      ...{ children: this.#children, directory: this.#state.path('keycloak'), say: this.#say, ...options },
      accounts: readAccounts(ORGANISATION_FILE, { demo }),
    });
  }

  /** Addresses stay the same over restarts as long as nobody else takes them. @param {number | undefined} wished */
  async #choosePorts(wished) {
    const known = this.#state.ports;
    /** @type {Record<string, number>} */
    const ports = {};
    for (const name of /** @type {(keyof typeof USUAL_PORTS)[]} */ (Object.keys(USUAL_PORTS))) {
      const first = name === 'web' ? wished : undefined;
      ports[name] = await findPort([first, known[name], this.#wishedPorts[name]], Object.values(ports));
      const expected = first ?? known[name];
      if (expected !== undefined && ports[name] !== expected)
        this.#say(`  Port ${expected} ist belegt, stattdessen ${ports[name]}.`);
    }
    this.#state.ports = ports;
    return ports;
  }

  /** @param {number} port */
  async #startDatabase(port) {
    const { postgres: password, ...passwords } = this.#state.secrets(['postgres', ...ROLES]);
    const dataDir = this.#state.path('database');
    const { adminUrl } = await startPostgres({
      dataDir,
      children: this.#children,
      port,
      password,
      durable: this.#isDurable,
      say: (line) => this.#say(`    ${line}`),
    });
    return prepareDatabase(adminUrl, 'querraum', passwords);
  }

  /** @param {number} port @returns {Promise<string | undefined>} the address of a Redis; without one PostgreSQL does its work */
  async #startQueue(port) {
    if (process.env.REDIS_URL) {
      this.#say('  ✓ Warteschlange: REDIS_URL aus der Umgebung');
      return process.env.REDIS_URL;
    }
    const redis = await startRedis({ children: this.#children, directory: this.#state.path('redis'), port });
    this.#say(
      redis ? `  ✓ Warteschlange: ${redis.program}` : '  ✓ Warteschlange: PostgreSQL (kein Redis auf dieser Maschine)',
    );
    return redis?.url;
  }

  /** @param {Record<string, number>} ports @returns {Promise<{ smtpUrl: string, page: string } | undefined>} the catcher; none where mails really go out */
  async #startMail({ smtp: smtpPort, mails: pagePort }) {
    if (process.env.SMTP_URL) {
      this.#say('  ✓ Mailserver: SMTP_URL aus der Umgebung');
      return undefined;
    }
    const directory = this.#state.path('mail');
    return this.#step('Mailfänger', () =>
      startMailCatcherProcess({ children: this.#children, directory, smtpPort, pagePort }),
    );
  }

  async #build() {
    if (isBuilt()) return this.#say('  ✓ Anwendung ist schon gebaut');
    return this.#step('Anwendung bauen', () => build(this.#children, this.#say));
  }

  /** @param {'migrate' | 'seed'} name @param {string[]} args @param {NodeJS.ProcessEnv} env */
  async #run(name, args, env) {
    await this.#children.run(name, process.execPath, [ENTRY_POINTS[name], ...args], { cwd: root, env });
  }

  /** @param {import('./children.mjs').Child} child */
  #watch({ name, exited, logFile }) {
    void exited.then(() => this.#stopped ?? this.#reportDeath({ name, log: lastLines(logFile) }));
  }

  /** @template T @param {string} title @param {() => Promise<T>} work */
  #step(title, work) {
    return step(title, work, this.#say);
  }
}

/** @param {string} url @param {import('./children.mjs').Child} api */
async function untilReady(url, api) {
  for (const end = Date.now() + 90_000; Date.now() < end && !api.hasExited(); await sleep(100)) {
    try {
      if ((await fetch(url, { signal: AbortSignal.timeout(5_000) })).ok) return;
    } catch {
      // Nobody answers yet.
    }
  }
  throw new Error(`Die Anwendung antwortet nicht unter ${url}.\n${lastLines(api.logFile)}`);
}
