import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfig } from './config';

const NEEDED = {
  DATABASE_URL: 'postgresql://app_api@127.0.0.1/querraum',
  ISSUER: 'https://sign-in.example/realms/querraum',
  DOCUMENT_STORE: '/var/lib/querraum',
};

describe('the configuration', () => {
  it('names every fault', () => {
    expect(() => readConfig({ ...NEEDED, ISSUER: 'nowhere', PORT: 'x' })).toThrow(/ISSUER[^]*PORT|PORT[^]*ISSUER/);
  });

  it('allows neither the test clock nor demo data in production', () => {
    for (const name of ['TEST_CLOCK', 'DEMO'])
      expect(() => readConfig({ ...NEEDED, NODE_ENV: 'production', [name]: 'on' })).toThrow(/nicht erlaubt/);
  });

  it('reads a secret out of the file that is named for it, without the newline', () => {
    const directory = mkdtempSync(join(tmpdir(), 'querraum-config-'));
    const file = join(directory, 'secret');
    writeFileSync(file, 'out of a file\n');
    const config = readConfig({ ...NEEDED, INTROSPECTION_CLIENT_SECRET_FILE: file, LOG_LEVEL_FILE: file });
    rmSync(directory, { recursive: true });
    expect(config.INTROSPECTION_CLIENT_SECRET).toBe('out of a file');
    expect(config.LOG_LEVEL).toBe('info');
  });

  it('takes no key for the audit that could not sign', () => {
    const pem = (type: 'ed25519' | 'x25519') =>
      (type === 'ed25519' ? generateKeyPairSync('ed25519') : generateKeyPairSync('x25519')).privateKey
        .export({ type: 'pkcs8', format: 'pem' })
        .toString();
    const key = pem('ed25519').trim();
    expect(readConfig({ ...NEEDED, AUDIT_SIGNING_KEY: key }).AUDIT_SIGNING_KEY).toBe(key);
    for (const AUDIT_SIGNING_KEY of ['no key', pem('x25519')])
      expect(() => readConfig({ ...NEEDED, AUDIT_SIGNING_KEY })).toThrow(/Ed25519[^]*AUDIT_SIGNING_KEY/);
  });

  it('says which file of a secret cannot be read', () => {
    expect(() => readConfig({ ...NEEDED, DATABASE_URL_FILE: '/nowhere/secret' })).toThrow(/\/nowhere\/secret/);
  });

  it('takes documents in a folder or a bucket, and a scanner by TCP or socket', () => {
    expect(readConfig({ ...NEEDED, DOCUMENT_STORE: 's3://querraum/dokumente' }).VIRUS_SCAN).toBe('off');
    expect(() => readConfig({ ...NEEDED, DOCUMENT_STORE: 's3://' })).toThrow(/DOCUMENT_STORE/);
    for (const CLAMD_ADDRESS of ['tcp://clamd', 'tcp://[::1]:3310', 'unix:/run/clamav/clamd.ctl'])
      expect(readConfig({ ...NEEDED, VIRUS_SCAN: 'required', CLAMD_ADDRESS })).toMatchObject({ CLAMD_ADDRESS });
    expect(() => readConfig({ ...NEEDED, CLAMD_ADDRESS: 'clamd:3310' })).toThrow(/CLAMD_ADDRESS/);
  });

  it('does not start without the scanner that it requires', () => {
    expect(() => readConfig({ ...NEEDED, VIRUS_SCAN: 'required' })).toThrow(/CLAMD_ADDRESS/);
  });
});
