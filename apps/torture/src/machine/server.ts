import { setTimeout as sleep } from 'node:timers/promises';
import type { Process, Processes } from './processes.ts';

const SUPERVISOR_WAITS_MS = 1000;

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
  #process: Process | undefined;

  constructor(
    processes: Processes,
    settings: { name: string; port: number; program: string; env: NodeJS.ProcessEnv; readyPath: string },
  ) {
    this.#processes = processes;
    this.name = settings.name;
    this.port = settings.port;
    this.#program = settings.program;
    this.#env = { ...settings.env, PORT: String(settings.port) };
    this.#readyPath = settings.readyPath;
  }

  /** From now on it runs: should it end by itself, it is noted down and started again, as a supervisor would. */
  start(): void {
    const started = this.#processes.start(this.name, process.execPath, [this.#program], { env: this.#env });
    this.#process = started;
    this.#isWanted = true;
    void started.exited.then(async (how) => {
      if (!this.#isWanted || this.#processes.isStopping) return;
      this.falls.push(`${this.name} ended by itself with ${how}: ${started.lastLines.slice(0, 600)}`);
      await sleep(SUPERVISOR_WAITS_MS);
      if (this.#isWanted && this.#process === started && !this.#processes.isStopping) this.start();
    });
  }

  async kill(): Promise<void> {
    this.#isWanted = false;
    await this.#process?.kill('SIGKILL');
  }

  async untilReady(): Promise<void> {
    for (const end = Date.now() + 60_000; Date.now() < end && this.#isWanted; await sleep(50))
      if (await this.isReady()) return;
    throw new Error(`${this.name} does not get ready.\n${this.#process?.lastLines ?? ''}`);
  }

  async isReady(): Promise<boolean> {
    try {
      const url = `http://127.0.0.1:${this.port}${this.#readyPath}`;
      return (await fetch(url, { signal: AbortSignal.timeout(5000) })).ok;
    } catch {
      return false;
    }
  }
}
