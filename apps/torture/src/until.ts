import { setTimeout as sleep } from 'node:timers/promises';

const PATIENCE_MS = 120_000;

export async function until(isSo: () => Promise<boolean>): Promise<void> {
  for (const end = Date.now() + PATIENCE_MS; !(await isSo()); await sleep(50))
    if (Date.now() > end) throw new Error('what was waited for does not come');
}
