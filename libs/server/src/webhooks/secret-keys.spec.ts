import { SecretKeys } from './secret-keys';

const KEY = 'a key that is long enough for a house';
const OTHER = 'another key that is long enough as well';
const place = { tenantId: 'house', webhookId: 'target', id: 'secret' };
const secret = Buffer.from('what nobody may read in a backup');
const keys = (WEBHOOK_SECRET_KEY: string | undefined, ...WEBHOOK_SECRET_FORMER_KEYS: string[]) =>
  new SecretKeys({ NODE_ENV: 'production', WEBHOOK_SECRET_KEY, WEBHOOK_SECRET_FORMER_KEYS });
const EMPTY = Buffer.alloc(0);

describe('a sealed secret', () => {
  const kept = { ...place, ...keys(KEY).seal(secret, place), secret: EMPTY };

  it('opens with its key, also when another has followed, and with no other', () => {
    expect(keys(KEY).open(kept)).toEqual(secret);
    expect(keys(OTHER, KEY).open(kept)).toEqual(secret);
    expect(() => keys(OTHER).open(kept)).toThrow(/sealed with key [\da-f]{16}, which this process does not have/);
    expect(keys(OTHER).find(kept)).toBeUndefined();
  });

  it('says nothing of itself, and is another each time', () => {
    expect(kept.sealed?.includes(secret)).toBe(false);
    expect(keys(KEY).seal(secret, place).sealed).not.toEqual(kept.sealed);
  });

  it('opens nowhere but in its own row, and not when a bit of it is another', () => {
    for (const other of [{ tenantId: 'x' }, { webhookId: 'x' }, { id: 'x' }])
      expect(() => keys(KEY).open({ ...kept, ...other })).toThrow();
    const forged = Buffer.from(kept.sealed ?? []);
    const last = forged.length - 1;
    forged.writeUInt8(forged.readUInt8(last) ^ 1, last);
    expect(() => keys(KEY).open({ ...kept, sealed: forged })).toThrow();
    expect(keys(KEY).find({ ...kept, sealed: forged })).toBeUndefined();
    expect(keys(KEY).find({ ...kept, sealed: Buffer.alloc(0) })).toBeUndefined();
  });

  it('is used in the clear where it is not sealed yet, or by a key that is elsewhere', () => {
    expect(keys(KEY).open({ ...place, sealed: null, keyId: null, secret })).toEqual(secret);
    expect(keys(OTHER).open({ ...kept, secret })).toEqual(secret);
  });
});

it('seals nothing without a key, and calls that wrong in production alone', () => {
  expect(keys(undefined).seal(secret, place)).toEqual({ sealed: null, keyId: null });
  expect(keys(undefined).areMissing).toBe(true);
  expect(
    new SecretKeys({ NODE_ENV: 'test', WEBHOOK_SECRET_KEY: undefined, WEBHOOK_SECRET_FORMER_KEYS: [] }).areMissing,
  ).toBe(false);
});
