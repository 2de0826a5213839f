import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { root } from './build.ts';

/** What a program of `infra` says when it is run as an operator would. The network of the product lies in this process and goes on meanwhile. */
export async function runInfra(program: string, ...args: string[]): Promise<{ status: number; lines: string[] }> {
  const child = spawn(process.execPath, [join(root, 'infra', program), ...args]);
  const exited = once(child, 'close');
  const [out, err] = await Promise.all([text(child.stdout), text(child.stderr)]);
  const [status] = (await exited) as [number];
  return { status, lines: (out + err).trimEnd().split('\n') };
}
