import type { Transaction } from '../platform';
import type { KeptSecret, SecretKeys } from './secret-keys';

const AT_ONCE = 500;

/** Seals what lies in the clear or under a former key. What no key here opens stays as it is. */
export async function sealSecrets(tx: Transaction, keys: SecretKeys): Promise<void> {
  if (keys.currentId === undefined) return;
  const rows = await tx.rows<KeptSecret>('select * from app.secrets_to_seal($1, $2)', [keys.currentId, AT_ONCE]);
  for (const { tenantId, webhookId, id, ...kept } of rows) {
    const place = { tenantId, webhookId, id };
    const secret = keys.find({ ...place, ...kept });
    if (!secret) continue;
    const { sealed, keyId } = keys.seal(secret, place);
    await tx.rows("select set_config('app.served_webhook', $1, true)", [webhookId]);
    await tx.rows(
      'update webhook_secret set sealed = $4, key_id = $5 where tenant_id = $1 and webhook_id = $2 and id = $3',
      [tenantId, webhookId, id, sealed, keyId],
    );
  }
}

/** Those in the clear go when no worker has been there for a day that could not read the others. */
export async function forgetClearSecrets(tx: Transaction): Promise<void> {
  await tx.rows('select app.forget_clear_secrets()');
}
