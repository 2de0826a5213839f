import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { otherDataPlace } from './postgres.mjs';
import { processIdentity } from './process-identity.mjs';
import { root } from './root.mjs';

/** All that ever lies in the state folder: clearing it removes these and nothing else. */
const CONTENT = [
  'database',
  'documents',
  'keycloak',
  'logs',
  'mail',
  'redis',
  'postgresql-native',
  'secrets.json',
  'ports.json',
  'settings.json',
  'sign-in-keys.json',
];

export class AlreadyRunningError extends Error {
  /** @param {{ pid: number, address?: string }} run */
  constructor({ pid, address }) {
    super(`Querraum läuft bereits${address ? ` unter ${address}` : ''} (Prozess ${pid}). Dort mit Strg-C beenden.`);
  }
}

/** What an installation keeps between two starts. */
export class State {
  /** @param {string} [directory] */
  constructor(directory = process.env.QUERRAUM_HOME ?? join(root, '.querraum')) {
    this.directory = resolve(directory);
    mkdirSync(this.directory, { recursive: true });
    // As root the database runs under another account, which has to walk through here; the files themselves stay closed.
    chmodSync(this.directory, process.getuid?.() === 0 ? 0o711 : 0o700);
    mkdirSync(this.path('logs'), { recursive: true });
  }

  /** @param {string} name */
  path(name) {
    return join(this.directory, name);
  }

  /** Only one launcher may own the folder; a dead one's claim is void. */
  claim() {
    const file = this.path('run.json');
    const draft = `${file}.${process.pid}`;
    writeFileSync(draft, JSON.stringify({ pid: process.pid, identity: processIdentity(process.pid) }), { mode: 0o600 });
    try {
      for (;;) {
        const run = this.#read('run.json', undefined);
        if (run && processIdentity(run.pid) === run.identity) throw new AlreadyRunningError(run);
        if (run) rmSync(file, { force: true });
        if (tryLink(draft, file)) return;
      }
    } finally {
      rmSync(draft);
    }
  }

  /** @param {string} address shown to whoever starts a second time */
  announce(address) {
    this.#write('run.json', { ...this.#read('run.json', {}), address });
  }

  release() {
    rmSync(this.path('run.json'), { force: true });
  }

  clear() {
    const elsewhere = otherDataPlace(this.path('database'));
    for (const path of [...CONTENT.map((name) => this.path(name)), ...(elsewhere ? [elsewhere] : [])]) {
      rmSync(path, { recursive: true, force: true });
    }
    mkdirSync(this.path('logs'), { recursive: true });
  }

  /**
   * The passwords of the database's roles, made once.
   * @template {string} Name
   * @param {readonly Name[]} names
   * @returns {Record<Name, string>}
   */
  secrets(names) {
    const known = this.#read('secrets.json', {});
    const all = Object.fromEntries(names.map((name) => [name, known[name] ?? randomBytes(18).toString('hex')]));
    this.#write('secrets.json', { ...known, ...all });
    return /** @type {Record<Name, string>} */ (all);
  }

  /** @returns {Record<string, number>} */
  get ports() {
    return this.#read('ports.json', {});
  }

  /** @param {Record<string, number>} ports */
  set ports(ports) {
    this.#write('ports.json', ports);
  }

  /** @returns {{ demo?: boolean, keycloak?: boolean }} */
  get settings() {
    return this.#read('settings.json', {});
  }

  /** @param {{ demo: boolean, keycloak: boolean }} settings */
  set settings(settings) {
    this.#write('settings.json', settings);
  }

  /** @param {string} name @param {object | undefined} otherwise */
  #read(name, otherwise) {
    return existsSync(this.path(name)) ? JSON.parse(readFileSync(this.path(name), 'utf8')) : otherwise;
  }

  /** Whole or not at all, and for nobody else's eyes. @param {string} name @param {object} value */
  #write(name, value) {
    const draft = `${this.path(name)}.new`;
    writeFileSync(draft, JSON.stringify(value), { mode: 0o600 });
    renameSync(draft, this.path(name));
  }
}

/** @param {string} from @param {string} to */
function tryLink(from, to) {
  try {
    linkSync(from, to);
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
    return false;
  }
}
