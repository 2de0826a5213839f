import { HttpErrorResponse } from '@angular/common/http';
import { CommandKeys } from './command-keys';
import { toProblem } from './problem';

const refusedWith = (status: number): Error => toProblem(new HttpErrorResponse({ status }));

describe('the key of a command', () => {
  beforeEach(() => {
    sessionStorage.clear();
    let count = 0;
    Object.defineProperty(globalThis, 'crypto', { configurable: true, value: { randomUUID: () => `key-${++count}` } });
  });

  async function keyOf(keys: CommandKeys, input: string, failure?: Error): Promise<string> {
    let sent = '';
    const command = (key: string) => {
      sent = key;
      if (failure !== undefined) throw failure;
      return Promise.resolve('done');
    };
    await keys.send('POST /x', input, command).catch(() => undefined);
    return sent;
  }

  it('is the same when a broken connection is tried again', async () => {
    const keys = new CommandKeys();
    const first = await keyOf(keys, 'a', refusedWith(0));
    expect(await keyOf(keys, 'a')).toBe(first);
  });

  it('is the same after a reload of the page', async () => {
    const first = await keyOf(new CommandKeys(), 'a', refusedWith(503));
    expect(await keyOf(new CommandKeys(), 'a')).toBe(first);
  });

  it('is another one when the input has changed', async () => {
    const keys = new CommandKeys();
    const first = await keyOf(keys, 'a', refusedWith(0));
    expect(await keyOf(keys, 'b')).not.toBe(first);
  });

  it('is another one after the server has answered or refused', async () => {
    const keys = new CommandKeys();
    const done = await keyOf(keys, 'a');
    const refused = await keyOf(keys, 'a', refusedWith(409));
    const again = await keyOf(keys, 'a');
    expect(new Set([done, refused, again]).size).toBe(3);
  });
});
