import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Product } from './product.mjs';
import { findOnPath } from './redis.mjs';
import { root } from './root.mjs';
import { stopWhenAsked } from './stop-when-asked.mjs';
import { openThrowaway } from './throwaway.mjs';

// `npm run large-project`: how fast a project of 5,000 tasks, 500 documents and 20,000 entries opens and scrolls in Chromium.
const chromium =
  process.env.CHROMIUM ?? findOnPath('chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable');
if (chromium === undefined || !existsSync(chromium)) {
  console.error(
    'Dafür wird Chromium gebraucht, zum Beispiel: apt-get install chromium – oder CHROMIUM=/pfad/zu/chrome.',
  );
  process.exit(1);
}
const throwaway = await openThrowaway();
const product = new Product({ home: throwaway.directory, wishedPorts: {} });
const stop = async () => {
  await product.stop();
  await throwaway.close();
};
const asked = stopWhenAsked(stop);
let code = 1;
try {
  const { address, issuer, ownerUrl } = await product.start();
  const child = spawn(process.execPath, [join(root, 'apps/web-e2e/src/large-project/main.ts')], {
    cwd: root,
    env: {
      ...process.env,
      BASE_URL: address,
      ISSUER: issuer,
      OWNER_DATABASE_URL: ownerUrl,
      CHROMIUM: chromium,
      JOURNEY_LANGUAGE: 'de',
    },
    stdio: 'inherit',
  });
  [code] = await once(child, 'close');
} catch (error) {
  if (!asked.isStopping()) console.error(error.message);
} finally {
  if (!asked.isStopping()) await stop();
}
process.exit(code ?? 1);
