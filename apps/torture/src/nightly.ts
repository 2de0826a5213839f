import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { say } from './frame.ts';
import { TRANSPORTS } from './machine/product.ts';
import { Random } from './random.ts';

const RUNS = 20;
const LAST_BEGIN_MS = 60 * 60_000;
/** What has not come to its end by then never does. */
const LASTS_AT_MOST_MS = 15 * 60_000;

/**
 * A night: up to twenty runs, each with a seed of its own and the transports in turn, none begun after an hour. A seed that
 * broke a promise is named at the end, to be given again.
 */
export async function runNightly(seed: number): Promise<number> {
  const began = Date.now();
  const random = new Random(seed, 'nightly');
  const broken: string[] = [];
  let runs = 0;
  let isStopped = false;
  for (; !isStopped && runs < RUNS && Date.now() - began < LAST_BEGIN_MS; runs += 1) {
    const transport = TRANSPORTS[runs % TRANSPORTS.length] ?? 'redis';
    const parameters = ['--quick', '--seed', String(Math.floor(random.between(0, 1e9))), '--transport', transport];
    const main = new URL('main.ts', import.meta.url).pathname;
    const run = spawn(process.execPath, [main, ...parameters], { stdio: 'inherit' });
    const stop = (signal: NodeJS.Signals) => {
      isStopped = true;
      run.kill(signal);
    };
    process.on('SIGINT', stop).on('SIGTERM', stop);
    const limit = setTimeout(() => run.kill(), LASTS_AT_MOST_MS);
    const [code] = (await once(run, 'exit')) as [number | null];
    clearTimeout(limit);
    process.off('SIGINT', stop).off('SIGTERM', stop);
    if (code !== 0 && !isStopped) broken.push(parameters.join(' '));
  }
  say(
    `nightly, seed ${seed}: ${runs} runs in ${Math.round((Date.now() - began) / 60_000)} min, ${broken.length} broken`,
  );
  for (const parameters of broken) say(`    npm run torture -- ${parameters}`);
  if (isStopped) return 130;
  return broken.length === 0 ? 0 : 1;
}
