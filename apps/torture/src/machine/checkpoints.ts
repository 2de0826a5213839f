import { generateKeyPairSync } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Where the checkpoints of the audit lie outside of the database, and with what their signatures are checked. */
export interface Checkpoints {
  folder: string;
  publicKey: string;
}

/** A folder, and a key with which workers sign what lies there. */
export function openCheckpoints(directory: string): { checkpoints: Checkpoints; environment: NodeJS.ProcessEnv } {
  const checkpoints = { folder: join(directory, 'checkpoints'), publicKey: join(directory, 'audit.pub') };
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  mkdirSync(checkpoints.folder);
  writeFileSync(checkpoints.publicKey, publicKey.export({ type: 'spki', format: 'pem' }));
  return {
    checkpoints,
    environment: {
      AUDIT_CHECKPOINT_DIR: checkpoints.folder,
      AUDIT_SIGNING_KEY: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    },
  };
}
