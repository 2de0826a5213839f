import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export function needed(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} fehlt: Die Browserprüfungen startet "npm run e2e".`);
  return value;
}

export const ADDRESS = needed('BASE_URL');
export const ISSUER = needed('ISSUER');
export const CHROMIUM = needed('CHROMIUM');
export const ROOT = join(dirname(fileURLToPath(import.meta.url)), '../../../..');
/** Screenshots; outside of version control. */
export const PICTURES = join(ROOT, 'tmp/journeys', process.env['JOURNEY_PICTURES'] ?? 'de');
