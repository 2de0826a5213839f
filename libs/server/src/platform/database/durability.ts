import type { Config } from '../config';
import { whenThere } from './outage';
import type { Transactions } from './transactions';

/** What may be set, so that no crash of the database loses a signature that somebody was told of. */
const SAFE = {
  fsync: ['on'],
  full_page_writes: ['on'],
  synchronous_commit: ['on', 'local', 'remote_write', 'remote_apply'],
} as const satisfies Record<string, readonly string[]>;

type Settings = Record<keyof typeof SAFE, string>;

const SETTINGS = `select current_setting('fsync') as fsync, current_setting('full_page_writes') as full_page_writes,
  current_setting('synchronous_commit') as synchronous_commit`;

interface Unsafe {
  name: string;
  value: string;
  allowed: string;
}

export const unsafeSettings = (settings: Settings): Unsafe[] =>
  (Object.keys(SAFE) as (keyof typeof SAFE)[]).flatMap((name) => {
    const allowed: readonly string[] = SAFE[name];
    return allowed.includes(settings[name]) ? [] : [{ name, value: settings[name], allowed: allowed.join(', ') }];
  });

/** At the start: a database that may lose what it has confirmed is one for tests and trying out, never for a house. */
export async function requireDurability(
  transactions: Transactions,
  { NODE_ENV }: Pick<Config, 'NODE_ENV'>,
  warn: (warning: string) => void,
): Promise<void> {
  const [settings] = await whenThere(() => transactions.run((tx) => tx.rows<Settings>(SETTINGS)));
  const unsafe = settings ? unsafeSettings(settings) : [];
  if (unsafe.length === 0) return;
  const say = (word: string) => unsafe.map(({ name, value, allowed }) => `${name} = ${value} (${word}: ${allowed})`);
  if (NODE_ENV === 'production')
    throw new Error(
      `PostgreSQL könnte bei einem Absturz verlieren, was es bestätigt hat. Im Produktivbetrieb ist das nicht erlaubt:\n${say('erlaubt').join('\n')}`,
    );
  warn(`the database may lose what it has confirmed: ${say('allowed').join('; ')}`);
}
