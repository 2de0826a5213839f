import { setTimeout as sleep } from 'node:timers/promises';
import type { Process, Processes } from './processes.ts';

/** An API or worker on a fixed port, so that it is found again after every kill. */
export class Server {
  readonly name: string;
  readonly port: number;
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

  start(): void {
    this.#process = this.#processes.start(this.name, process.execPath, [this.#program], { env: this.#env });
  }

  async kill(): Promise<void> {
    await this.#process?.kill('SIGKILL');
  }

  get isRunning(): boolean {
    return this.#process !== undefined && !this.#process.hasExited;
  }

  async untilReady(): Promise<void> {
    for (const end = Date.now() + 60_000; Date.now() < end && this.isRunning; await sleep(50))
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
