import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

export interface ProcessOptions {
  env?: NodeJS.ProcessEnv;
  cwd?: string;
  uid?: number;
  gid?: number;
  /** How it is asked to end; SIGKILL follows. */
  stopSignal?: NodeJS.Signals;
}

/** A process of this run; its output goes on in one log over all its restarts. */
export class Process {
  readonly name: string;
  readonly logFile: string;
  readonly stopSignal: NodeJS.Signals;
  readonly exited: Promise<string | number>;
  #child: ChildProcess;
  #gone = false;

  constructor(name: string, logFile: string, child: ChildProcess, stopSignal: NodeJS.Signals) {
    this.name = name;
    this.logFile = logFile;
    this.stopSignal = stopSignal;
    this.#child = child;
    this.exited = new Promise((resolve) => {
      child.once('exit', (code, signal) => resolve(this.#end(code ?? signal ?? 1)));
      child.once('error', (error) => resolve(this.#end(error.message)));
    });
  }

  get pid(): number | undefined {
    return this.#child.pid;
  }

  get hasExited(): boolean {
    return this.#gone;
  }

  /** SIGSTOP and SIGCONT: it goes on to be there. */
  signal(signal: NodeJS.Signals): void {
    this.#child.kill(signal);
  }

  async kill(signal: NodeJS.Signals = 'SIGKILL'): Promise<void> {
    this.#child.kill(signal);
    await this.exited;
  }

  async stop(): Promise<void> {
    if (this.#gone) return;
    this.#child.kill(this.stopSignal);
    await Promise.race([this.exited, sleep(8000, undefined, { ref: false })]);
    if (!this.#gone) await this.kill();
  }

  get lastLines(): string {
    return existsSync(this.logFile)
      ? readFileSync(this.logFile, 'utf8').trimEnd().split('\n').slice(-25).join('\n')
      : '';
  }

  #end<T>(result: T): T {
    this.#gone = true;
    return result;
  }
}

/** Every process that this run starts, recorded by its number, so that none outlives it. */
export class Processes {
  #living: Process[] = [];
  #directory: string;
  isStopping = false;

  constructor(directory: string) {
    this.#directory = directory;
    mkdirSync(join(directory, 'logs'), { recursive: true });
  }

  start(name: string, command: string, args: string[], options: ProcessOptions = {}): Process {
    if (this.isStopping) throw new Error('the run is being stopped');
    const { stopSignal = 'SIGTERM', ...spawnOptions } = options;
    const logFile = join(this.#directory, 'logs', `${name}.log`);
    const log = openSync(logFile, 'a');
    // A group of its own: Ctrl-C reaches us alone, and we end the others in order.
    const child = spawn(command, args, { ...spawnOptions, stdio: ['ignore', log, log], detached: true });
    closeSync(log);
    const process = new Process(name, logFile, child, stopSignal);
    this.#living.push(process);
    this.#record();
    void process.exited.then(() => {
      this.#living = this.#living.filter((other) => other !== process);
      this.#record();
    });
    return process;
  }

  /** Runs a command to its end: the last lines that it says, also where it fails. */
  async run(name: string, command: string, args: string[], options: ProcessOptions = {}): Promise<string> {
    const process = this.start(name, command, args, options);
    const code = await process.exited;
    if (code !== 0) throw new Error(`${name} ended with ${code}.\n${process.lastLines}`);
    return process.lastLines;
  }

  async stopAll(): Promise<void> {
    this.isStopping = true;
    for (const process of this.#living.toReversed()) await process.stop();
  }

  #record(): void {
    if (!existsSync(this.#directory)) return;
    const living = this.#living.map(({ name, pid }) => ({ name, pid }));
    writeFileSync(join(this.#directory, 'processes.json'), JSON.stringify(living));
  }
}
