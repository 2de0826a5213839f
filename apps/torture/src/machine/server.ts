import { setTimeout as sleep } from 'node:timers/promises';
import type { Process, Processes } from './processes.ts';

const SUPERVISOR_WAITS_MS = 1000;
const SUPERVISOR_KILLS_AFTER_MS = 30_000;

export interface ServerSettings {
  name: string;
  port: number;
  program: string;
  env: NodeJS.ProcessEnv;
  readyPath: string;
  /** A module that is loaded before the program. */
  preload?: string;
}

/** An API or worker on a fixed port, so that it is found again after every kill. */
export class Server {
  readonly name: string;
  readonly port: number;
  /** How it ended though nobody had killed it. */
  readonly falls: string[] = [];
  #isWanted = false;
  #processes: Processes;
  #program: string;
  #env: NodeJS.ProcessEnv;
  #readyPath: string;
  #preload: string[];
  #process: Process | undefined;

  constructor(processes: Processes, settings: ServerSettings) {
    this.#processes = processes;
    this.name = settings.name;
    this.port = settings.port;
    this.#program = settings.program;
    this.#env = { ...settings.env, PORT: String(settings.port) };
    this.#readyPath = settings.readyPath;
    this.#preload = settings.preload === undefined ? [] : ['--import', settings.preload];
  }

  /** From now on it runs: should it end by itself, it is noted down and started again, as a supervisor would. */
  start(): void {
    const parameters = [...this.#preload, this.#program];
    const started = this.#processes.start(this.name, process.execPath, parameters, { env: this.#env });
    this.#process = started;
    this.#isWanted = true;
    void started.exited.then(async (how) => {
      if (!this.#isWanted || this.#processes.isStopping) return;
      this.falls.push(`${this.name} ended by itself with ${how}: ${started.lastLines.slice(0, 600)}`);
      await sleep(SUPERVISOR_WAITS_MS);
      if (this.#isWanted && this.#process === started && !this.#processes.isStopping) this.start();
    });
  }

  /**
   * Asks it to end, as a supervisor would, and goes on with another program in its place; says how many seconds it took to
   * end, `Infinity` where it had to be killed.
   */
  async replaceBy(program: string): Promise<number> {
    const seconds = await this.end();
    this.#program = program;
    this.start();
    await this.untilReady();
    return seconds;
  }

  /** Asked to end, and killed where it does not; the seconds that it took, `Infinity` where it had to be killed. */
  async end(): Promise<number> {
    const began = performance.now();
    this.#isWanted = false;
    const ending = this.#process?.kill('SIGTERM');
    const isOver = await Promise.race([ending?.then(() => true), sleep(SUPERVISOR_KILLS_AFTER_MS, false)]);
    if (isOver === true) return (performance.now() - began) / 1000;
    await this.#process?.kill('SIGKILL');
    return Infinity;
  }

  /** The process neither runs nor ends, as in a machine that is moved or swaps. */
  pause(): void {
    this.#process?.signal('SIGSTOP');
  }

  resume(): void {
    this.#process?.signal('SIGCONT');
  }

  async kill(): Promise<void> {
    this.#isWanted = false;
    await this.#process?.kill('SIGKILL');
  }

  get pid(): number | undefined {
    return this.#process?.pid;
  }

  get isDead(): boolean {
    return this.#process?.hasExited ?? true;
  }

  /** Somebody lets it die; it is not started again by itself. */
  async untilDead(): Promise<void> {
    this.#isWanted = false;
    await this.#process?.exited;
  }

  async untilReady(patienceMs = 60_000): Promise<void> {
    for (const end = Date.now() + patienceMs; Date.now() < end && this.#isWanted; await sleep(50))
      if (await this.isReady()) return;
    throw new Error(`${this.name} does not get ready.\n${this.#process?.lastLines ?? ''}`);
  }

  async isReady(): Promise<boolean> {
    return (await this.ask(this.#readyPath))?.status === 200;
  }

  /** What it says there; `undefined` where nothing comes. */
  async ask(path: string, withinMs = 5000): Promise<{ status: number; text: string } | undefined> {
    try {
      const answer = await fetch(`http://127.0.0.1:${this.port}${path}`, { signal: AbortSignal.timeout(withinMs) });
      return { status: answer.status, text: await answer.text() };
    } catch {
      return undefined;
    }
  }
}
