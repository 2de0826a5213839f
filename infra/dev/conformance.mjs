import { runBundled } from './bundled.mjs';
import { findOnPath } from './redis.mjs';

// `npm run conformance -- --dir DIR`: recorded walks of BPMN models, played by the engine of this checkout; with
// `--exports` every file that is written is judged.
const asked = process.argv.slice(2);
if (asked.includes('--exports')) {
  const chromium = process.env.CHROMIUM ?? findOnPath('chromium', 'chromium-browser', 'google-chrome');
  const rest = asked.filter((word) => word !== '--exports');
  await runBundled('conformance', 'exports', [...rest, '--chromium', chromium ?? '']);
} else await runBundled('conformance', 'main', asked);
