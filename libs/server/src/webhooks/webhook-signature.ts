import { createHmac, randomBytes } from 'node:crypto';

const SECRET_BYTES = 32;
const PREFIX = 'whsec_';

export const newSecret = (): Buffer => randomBytes(SECRET_BYTES);

/** As it is shown, once. */
export const secretText = (secret: Buffer): string => PREFIX + secret.toString('base64');

/**
 * The headers of Standard Webhooks: id, instant and body are signed together, so that nothing of it can be another's.
 * Two secrets give two signatures while one follows the other.
 */
export function signedHeaders(
  { id, body }: { id: string; body: string },
  secrets: Buffer[],
  now: Date,
): Record<string, string> {
  const timestamp = String(Math.floor(now.getTime() / 1000));
  const signatures = secrets.map(
    (secret) => `v1,${createHmac('sha256', secret).update(`${id}.${timestamp}.${body}`).digest('base64')}`,
  );
  return { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': signatures.join(' ') };
}
