import { spawn } from 'node:child_process';
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { processIdentity } from './process-identity.mjs';

/** @typedef {{ name: string, pid: number, identity: string | undefined, stopSignals: [NodeJS.Signals, number][] }} ChildRecord */
/** @typedef {{ code: number | null, signal: NodeJS.Signals | null }} Exit */
/** @typedef {ChildRecord & { logFile: string, exited: Promise<Exit>, hasExited: () => boolean, stop: () => Promise<void> }} Child */

/** How a child is asked to end, and how many milliseconds it gets before the next, ruder way. */
const POLITE_THEN_FIRM = /** @type {[NodeJS.Signals, number][]} */ ([
  ['SIGTERM', 12_000],
  ['SIGKILL', 5_000],
]);

export class StoppedError extends Error {
  constructor() {
    super('Der Start wurde abgebrochen.');
  }
}

/** Every process we start: its log, its record on disk (for the next start, should we be killed), and its end. */
export class Children {
  /** @type {Child[]} */
  #living = [];
  #stopping = false;
  #directory;
  logDirectory;

  /** @param {string} directory holds `children.json` and `logs/` */
  constructor(directory) {
    this.#directory = directory;
    this.logDirectory = join(directory, 'logs');
    mkdirSync(this.logDirectory, { recursive: true });
  }

  /**
   * @param {string} name
   * @param {string} command
   * @param {string[]} args
   * @param {{ env?: NodeJS.ProcessEnv, cwd?: string, uid?: number, gid?: number, stopSignals?: [NodeJS.Signals, number][] }} [options]
   * @returns {Child}
   */
  start(name, command, args, { stopSignals = POLITE_THEN_FIRM, ...options } = {}) {
    if (this.#stopping) throw new StoppedError();
    const logFile = join(this.logDirectory, `${name}.log`);
    if (existsSync(logFile)) renameSync(logFile, join(this.logDirectory, `${name}.previous.log`));
    const log = openSync(logFile, 'w', 0o600);
    // A group of its own: Ctrl-C in the terminal must reach us alone, so that we can stop the children in order.
    const process_ = spawn(command, args, { ...options, stdio: ['ignore', log, log], detached: !onWindows });
    closeSync(log);
    let gone = false;
    const exited = new Promise((resolve) => {
      const settle = (/** @type {Exit} */ exit) => {
        gone = true;
        this.#living = this.#living.filter((other) => other !== child);
        this.#record();
        resolve(exit);
      };
      process_.once('exit', (code, signal) => settle({ code, signal }));
      process_.once('error', (error) => {
        writeFileSync(logFile, `${error.message}\n`, { flag: 'a' });
        if (process_.pid === undefined) setImmediate(settle, { code: 127, signal: null });
      });
    });
    const pid = process_.pid ?? -1;
    const identity = pid > 0 ? processIdentity(pid) : undefined;
    /** @type {Child} */
    const child = {
      name,
      pid,
      identity,
      stopSignals,
      logFile,
      exited,
      hasExited: () => gone,
      stop: () => (pid > 0 ? endProcess(child, () => gone) : Promise.resolve()),
    };
    this.#living.push(child);
    this.#record();
    return child;
  }

  /**
   * Runs a command to its end; a failure carries the last lines of its log.
   * @param {string} name
   * @param {string} command
   * @param {string[]} args
   * @param {Parameters<Children['start']>[3]} [options]
   */
  async run(name, command, args, options) {
    const child = this.start(name, command, args, options);
    const { code, signal } = await child.exited;
    if (this.#stopping) throw new StoppedError();
    if (code !== 0) throw new Error(`${name} endete mit ${signal ?? code}.\n${lastLines(child.logFile)}`);
    return readFileSync(child.logFile, 'utf8');
  }

  /** @returns {readonly Child[]} */
  get living() {
    return this.#living;
  }

  /** Ends what still lives, the youngest first, and lets nothing new begin. */
  async stopAll() {
    this.#stopping = true;
    for (const child of [...this.#living].reverse()) await child.stop();
  }

  #record() {
    const file = join(this.#directory, 'children.json');
    const records = this.#living.map(({ name, pid, identity, stopSignals }) => ({ name, pid, identity, stopSignals }));
    if (!existsSync(this.#directory)) return;
    writeFileSync(`${file}.new`, JSON.stringify(records), { mode: 0o600 });
    renameSync(`${file}.new`, file);
  }
}

const onWindows = process.platform === 'win32';

/**
 * Ends the children that a killed predecessor left behind.
 * @param {string} directory
 * @returns {Promise<string[]>} their names
 */
export async function endLeftBehind(directory) {
  const file = join(directory, 'children.json');
  if (!existsSync(file)) return [];
  /** @type {ChildRecord[]} */
  const records = JSON.parse(readFileSync(file, 'utf8'));
  const orphans = records.filter(isStillThere).reverse();
  for (const orphan of orphans) await endProcess(orphan, () => !isStillThere(orphan));
  // Two that begin at once both clear what a predecessor has left.
  rmSync(file, { force: true });
  return orphans.map(({ name }) => name);
}

/** The identity may have been read before the new program was loaded, so the start time alone must agree. */
function isStillThere(/** @type {ChildRecord} */ { pid, identity }) {
  const now = processIdentity(pid);
  return now !== undefined && identity !== undefined && startOf(now) === startOf(identity);
}

const startOf = (/** @type {string} */ identity) =>
  process.platform === 'linux' ? identity.split(' ', 1)[0] : identity.slice(0, 24);

/**
 * @param {ChildRecord} child
 * @param {() => boolean} isGone
 */
async function endProcess({ pid, stopSignals }, isGone) {
  for (const [signal, patience] of stopSignals) {
    if (isGone()) break;
    sendSignal(pid, signal);
    for (const end = Date.now() + patience; !isGone() && Date.now() < end;) await sleep(20);
  }
  if (!onWindows) sendSignal(-pid, 'SIGKILL');
}

/** @param {number} pid @param {NodeJS.Signals} signal */
function sendSignal(pid, signal) {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if (error.code !== 'ESRCH') throw error;
  }
}

/** @param {string} file */
export function lastLines(file, count = 30) {
  return existsSync(file) ? readFileSync(file, 'utf8').trimEnd().split('\n').slice(-count).join('\n') : '';
}
