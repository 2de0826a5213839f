import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Machine } from './machine.ts';

const PATIENCE_MS = 60_000;

/** What is done while a second worker of the same product is at work. */
export async function withAnotherWorker<T>({ anotherWorker }: Machine, work: (pid: number) => Promise<T>): Promise<T> {
  const { program, args, cwd, env, readyUrl } = anotherWorker;
  const worker = spawn(program, args, { cwd, env, stdio: 'ignore' });
  const ended = once(worker, 'exit');
  const endNow = () => worker.kill('SIGKILL');
  process.once('exit', endNow);
  try {
    await untilReady(readyUrl);
    return await work(worker.pid ?? 0);
  } finally {
    worker.kill('SIGTERM');
    await ended;
    process.off('exit', endNow);
  }
}

async function untilReady(url: string): Promise<void> {
  for (const end = Date.now() + PATIENCE_MS; Date.now() < end; await sleep(100)) if (await isReady(url)) return;
  throw new Error('the second worker does not get ready');
}

async function isReady(url: string): Promise<boolean> {
  try {
    return (await fetch(url, { signal: AbortSignal.timeout(5000) })).ok;
  } catch {
    return false;
  }
}
