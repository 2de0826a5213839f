import { FeedLimit } from './feed-limit';

const refusalOf = (act: () => void): unknown => {
  try {
    act();
    return null;
  } catch (error) {
    return error;
  }
};

describe('the limit of a calendar address', () => {
  let now = 1_000_000;
  const limit = new FeedLimit(() => now);
  const ask = (token: string) => refusalOf(() => limit.count(token));

  it('lets twenty requests a minute through, says how long to wait, and then lets in again', () => {
    for (let request = 0; request < 20; request += 1) expect(ask('a')).toBeNull();
    now += 15_000;
    expect(ask('a')).toMatchObject({ code: 'feedTooOften', details: { seconds: 45 } });
    expect(ask('b')).toBeNull();
    now += 45_000;
    expect(ask('a')).toBeNull();
  });

  it('forgets the oldest of very many addresses, so that its memory has an end', () => {
    for (let request = 0; request < 20; request += 1) ask('first');
    for (let address = 0; address < 10_000; address += 1) ask(`address ${address}`);
    expect(ask('first')).toBeNull();
  });
});
