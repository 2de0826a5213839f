import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from 'node:crypto';
import type { Config } from '../platform';

const CIPHER = 'aes-256-gcm';
const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** The row that a secret belongs to: a sealed one that was copied into another row opens nowhere. */
export interface SecretPlace {
  tenantId: string;
  webhookId: string;
  id: string;
}
export interface Sealed {
  sealed: Buffer | null;
  keyId: string | null;
}

/** A row of `webhook_secret`; `secret` is empty where it is sealed alone. */
export type KeptSecret = SecretPlace & Sealed & { secret: Buffer };

interface Key {
  id: string;
  bytes: Buffer;
}

type Settings = Pick<Config, 'NODE_ENV' | 'WEBHOOK_SECRET_KEY' | 'WEBHOOK_SECRET_FORMER_KEYS'>;

/** The keys with which the secrets of targets are sealed in the database, the current one first (docs/adr/0076). */
export class SecretKeys {
  private readonly current: Key | undefined;
  private readonly all: Key[];
  /** A house that counts seals, or it has no targets. */
  readonly areMissing: boolean;

  constructor({ NODE_ENV, WEBHOOK_SECRET_KEY, WEBHOOK_SECRET_FORMER_KEYS }: Settings) {
    this.current = WEBHOOK_SECRET_KEY === undefined ? undefined : keyOf(WEBHOOK_SECRET_KEY);
    this.all = [...(this.current ? [this.current] : []), ...WEBHOOK_SECRET_FORMER_KEYS.map(keyOf)];
    this.areMissing = !this.current && NODE_ENV === 'production';
  }

  get currentId(): string | undefined {
    return this.current?.id;
  }

  /** Without a key nothing is sealed. */
  seal(secret: Buffer, place: SecretPlace): Sealed {
    if (!this.current) return { sealed: null, keyId: null };
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv(CIPHER, this.current.bytes, nonce).setAAD(boundTo(place));
    const text = Buffer.concat([cipher.update(secret), cipher.final()]);
    return { sealed: Buffer.concat([nonce, cipher.getAuthTag(), text]), keyId: this.current.id };
  }

  /** What is sealed with a key that is not here can be used if it lies in the clear too; else whoever runs this must see it. */
  open(kept: KeptSecret): Buffer {
    const secret = this.find(kept);
    if (secret) return secret;
    throw new Error(
      `the secret of webhook ${kept.webhookId} is sealed with key ${kept.keyId}, which this process does not have, or which does not open it`,
    );
  }

  /** Nothing where no key here opens it: what somebody has tampered with is no reason to end. */
  find({ secret, sealed, keyId, ...place }: KeptSecret): Buffer | undefined {
    const key = this.all.find(({ id }) => id === keyId);
    return (sealed && key && opened(sealed, key, place)) || (secret.length > 0 ? secret : undefined);
  }
}

function keyOf(text: string): Key {
  const bytes = Buffer.from(hkdfSync('sha256', text, '', 'querraum webhook secrets', KEY_BYTES));
  return { id: createHash('sha256').update(bytes).digest('hex').slice(0, 16), bytes };
}

const boundTo = ({ tenantId, webhookId, id }: SecretPlace): Buffer => Buffer.from(`${tenantId} ${webhookId} ${id}`);

function opened(sealed: Buffer, { bytes }: Key, place: SecretPlace): Buffer | undefined {
  const [nonce, tag] = [sealed.subarray(0, NONCE_BYTES), sealed.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES)];
  try {
    const decipher = createDecipheriv(CIPHER, bytes, nonce, { authTagLength: TAG_BYTES }).setAAD(boundTo(place));
    decipher.setAuthTag(tag);
    return Buffer.concat([decipher.update(sealed.subarray(NONCE_BYTES + TAG_BYTES)), decipher.final()]);
  } catch {
    return undefined;
  }
}
