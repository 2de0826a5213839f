import { once } from 'node:events';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { createServer as encryptedServer, type TLSSocket } from 'node:tls';
import { networks, type TargetRules } from '@querraum/server';
import { TEST_CERTIFICATE } from './testing/certificate';
import { startReceiver, type Receiver } from './testing/receiver';
import { postWebhook, type PostSettings } from './webhook-post';

const OF_THIS_MACHINE: TargetRules = { own: networks(['127.0.0.0/8']), allowHttp: true };
const STRICT: TargetRules = { own: networks([]), allowHttp: false };
const SENT = { body: '{"n":1}', headers: { 'webhook-id': 'e-1' } };

describe('one message to a target', () => {
  let receiver: Receiver;
  const post = (url: string, settings: Partial<PostSettings> = {}) =>
    postWebhook(url, SENT, {
      rules: OF_THIS_MACHINE,
      resolve: async () => ['127.0.0.1'],
      authorities: [TEST_CERTIFICATE.cert],
      ...settings,
    });
  /** A name server that says one thing after the other, and counts how often it is asked. */
  function nameServer(...answers: string[][]) {
    let asked = 0;
    const resolve = async () => answers[Math.min(asked++, answers.length - 1)] ?? [];
    return { resolve, asked: () => asked };
  }

  beforeEach(async () => {
    receiver = await startReceiver();
  });
  afterEach(() => receiver.close());

  it('arrives encrypted, under the name that the certificate has', async () => {
    const outcome = await post(`https://hooks.stadt.de:${receiver.port}/eingang?von=querraum`);
    expect(outcome).toMatchObject({ state: 'delivered', status: 204 });
    expect(receiver.received).toMatchObject([
      {
        path: '/eingang?von=querraum',
        body: SENT.body,
        headers: {
          host: `hooks.stadt.de:${receiver.port}`,
          'content-type': 'application/cloudevents+json; charset=utf-8',
          'webhook-id': 'e-1',
        },
      },
    ]);
  });

  it('does not go to whoever cannot show a certificate of that name, or one that nobody knows', async () => {
    expect(await post(`https://other.stadt.de:${receiver.port}/`)).toMatchObject({
      error: 'tls',
      detail: 'ERR_TLS_CERT_ALTNAME_INVALID',
    });
    expect(
      await postWebhook(`https://hooks.stadt.de:${receiver.port}/`, SENT, {
        rules: OF_THIS_MACHINE,
        resolve: async () => ['127.0.0.1'],
      }),
    ).toMatchObject({ state: 'failed', error: 'tls' });
    expect(receiver.received).toEqual([]);
  });

  it.each([
    '127.0.0.1',
    '10.0.0.1',
    '169.254.169.254',
    '100.64.0.1',
    '0.0.0.0',
    '224.0.0.1',
    '::1',
    '::ffff:127.0.0.1',
    '64:ff9b::7f00:1',
    'fe80::1',
    'fd00:ec2::254',
    '93.184.215.14 127.0.0.1',
    '93.184.215.14 2a01:4f8::1 fd00::1',
  ])('goes nowhere when its name says %s', async (addresses) => {
    const { resolve } = nameServer(addresses.split(' '));
    const outcome = await post(`https://hooks.stadt.de:${receiver.port}/`, { rules: STRICT, resolve });
    expect(outcome).toMatchObject({ state: 'failed', error: 'addressRefused', status: null });
    expect(receiver.connections()).toBe(0);
  });

  it('goes to the address that was looked at, whatever the name says a moment later', async () => {
    // First an address that is allowed, then another: a second question would lead elsewhere.
    const name = nameServer(['127.0.0.1'], ['127.0.0.2'], ['169.254.169.254']);
    const outcome = await post(`https://hooks.stadt.de:${receiver.port}/`, { resolve: name.resolve });
    expect(outcome).toMatchObject({ state: 'delivered' });
    expect(name.asked()).toBe(1);
  });

  it('asks anew for every message, so that a name that has turned is refused', async () => {
    const rules: TargetRules = { own: networks(['127.0.0.1']), allowHttp: false };
    const { resolve } = nameServer(['127.0.0.1'], ['127.0.0.2']);
    const url = `https://hooks.stadt.de:${receiver.port}/`;
    expect(await post(url, { rules, resolve })).toMatchObject({ state: 'delivered' });
    expect(await post(url, { rules, resolve })).toMatchObject({ error: 'addressRefused', detail: '127.0.0.2' });
    expect(receiver.connections()).toBe(1);
  });

  it('follows nobody who sends it elsewhere', async () => {
    const elsewhere = await startReceiver();
    for (const status of [301, 302, 303, 307, 308]) {
      const sender = await startReceiver((response) =>
        response.writeHead(status, { location: `https://hooks.stadt.de:${elsewhere.port}/` }).end(),
      );
      const outcome = await post(`https://hooks.stadt.de:${sender.port}/`);
      expect(outcome).toMatchObject({ state: 'failed', error: 'redirect', status });
      await sender.close();
    }
    expect(elsewhere.connections()).toBe(0);
    await elsewhere.close();
  });

  it('goes without encryption only into the networks of the operator', async () => {
    const plain = await startReceiver(undefined, { isEncrypted: false });
    const url = `http://hooks.stadt.de:${plain.port}/`;
    expect(await post(url)).toMatchObject({ state: 'delivered' });
    expect(await post(url, { resolve: async () => ['93.184.215.14'] })).toMatchObject({ error: 'addressRefused' });
    expect(await post(url, { rules: { ...OF_THIS_MACHINE, allowHttp: false } })).toMatchObject({
      error: 'addressRefused',
      detail: 'scheme',
    });
    await plain.close();
  });

  it('keeps the beginning of an answer and does not wait for the end of it', async () => {
    const endless = await startReceiver((response) => {
      response.writeHead(500, { 'retry-after': '120' });
      response.write(`broken\u0000 ${'x'.repeat(10_000)}`);
    });
    const outcome = await post(`https://hooks.stadt.de:${endless.port}/`);
    expect(outcome).toMatchObject({ state: 'failed', error: 'status', status: 500, waitMs: 120_000 });
    expect(outcome).toHaveProperty('answer', `broken ${'x'.repeat(493)}`);
    await endless.close();
  });

  it('is told that the target is gone', async () => {
    const gone = await startReceiver((response) => response.writeHead(410).end());
    expect(await post(`https://hooks.stadt.de:${gone.port}/`)).toMatchObject({ error: 'gone', status: 410 });
    await gone.close();
  });

  describe('is given up in time', () => {
    const withinMs = 50;
    let silent: Server;
    beforeEach(async () => {
      silent = createServer(() => undefined);
      silent.listen(0, '127.0.0.1');
      await once(silent, 'listening');
    });
    afterEach(() => silent.close());

    it.each([
      ['never shakes hands', () => (silent.address() as AddressInfo).port, {}],
      ['has a name server that never answers', () => 443, { resolve: () => new Promise<never>(() => undefined) }],
    ])('where the target %s', async (_, port, settings) => {
      const outcome = await post(`https://hooks.stadt.de:${port()}/`, { withinMs, ...settings });
      expect(outcome).toMatchObject({ state: 'failed', error: 'timeout', status: null });
    });

    it('where the target takes the message and says nothing', async () => {
      const hanging = await startReceiver(() => undefined);
      const outcome = await post(`https://hooks.stadt.de:${hanging.port}/`, { withinMs: 500 });
      expect(outcome).toMatchObject({ error: 'timeout' });
      await hanging.close();
    });
  });

  it.each<[string, (socket: TLSSocket) => void, object]>([
    [
      'switches to another protocol',
      (socket) => socket.write('HTTP/1.1 101 Switching Protocols\r\nconnection: upgrade\r\nupgrade: websocket\r\n\r\n'),
      { error: 'status', status: 101 },
    ],
    [
      'says that it would, but not to what',
      (socket) => socket.write('HTTP/1.1 101 Switching Protocols\r\n\r\n'),
      { error: 'status', status: 101 },
    ],
    ['says again and again that its answer comes soon', promise, { error: 'timeout' }],
    ['goes away without a word', (socket) => socket.end(), { error: 'unreachable', detail: 'ECONNRESET' }],
    [
      'goes away in the middle of its answer',
      (socket) => socket.end('HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\nno'),
      { error: 'unreachable', detail: 'ECONNRESET' },
    ],
    ['talks nonsense', (socket) => socket.write('220 mail.stadt.de\r\n'), { error: 'broken' }],
  ])('comes to an end where the target %s', async (_, answer, outcome) => {
    const odd = encryptedServer(TEST_CERTIFICATE, (socket) => {
      socket.on('error', () => undefined).once('data', () => answer(socket));
    });
    odd.listen(0, '127.0.0.1');
    await once(odd, 'listening');
    const { port } = odd.address() as AddressInfo;
    // Only where nothing else ends it, the limit is to be met.
    const given = await post(`https://hooks.stadt.de:${port}/`, answer === promise ? { withinMs: 1000 } : {});
    expect(given).toMatchObject({ state: 'failed', ...outcome });
    // Not before the last connection is closed.
    odd.close();
    await once(odd, 'close');
  });

  it.each(['127.0.0.2', 'fd00::1'])('goes to another address of the name where nobody is at %s', async (address) => {
    const rules: TargetRules = { own: networks(['127.0.0.0/8', 'fd00::/16']), allowHttp: true };
    const both = async () => [address, '127.0.0.1'];
    const outcome = await post(`https://hooks.stadt.de:${receiver.port}/`, { rules, resolve: both });
    expect(outcome).toMatchObject({ state: 'delivered' });
    const plain = await startReceiver(undefined, { isEncrypted: false });
    expect(await post(`http://hooks.stadt.de:${plain.port}/`, { rules, resolve: both })).toMatchObject({
      state: 'delivered',
    });
    await plain.close();
    expect(receiver.received).toHaveLength(1);
  });

  it('goes to no second address once the first has answered, whatever it has said', async () => {
    const busy = await startReceiver((response) => response.destroy());
    const outcome = await post(`https://hooks.stadt.de:${busy.port}/`, {
      resolve: async () => ['127.0.0.1', '127.0.0.2'],
    });
    expect(outcome).toMatchObject({ error: 'unreachable', detail: 'ECONNRESET' });
    expect(busy.connections()).toBe(1);
    await busy.close();
  });

  it('says that nobody is there, or that nobody knows the name', async () => {
    const { port } = receiver;
    await receiver.close();
    expect(await post(`https://hooks.stadt.de:${port}/`)).toMatchObject({
      error: 'unreachable',
      detail: 'ECONNREFUSED',
    });
    expect(await post('https://hooks.stadt.de/', { resolve: async () => [] })).toMatchObject({ error: 'nameUnknown' });
    receiver = await startReceiver();
  });
});

/** As long as somebody listens. */
function promise(socket: TLSSocket): void {
  socket.write('HTTP/1.1 103 Early Hints\r\n\r\n', (error) => {
    if (!error) promise(socket);
  });
}
