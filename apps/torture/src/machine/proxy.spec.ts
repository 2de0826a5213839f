import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { afterEach, beforeEach, it } from 'node:test';
import { Proxy } from './proxy.ts';

let echo: Server;
let proxy: Proxy;
let clients: Socket[];

beforeEach(async () => {
  clients = [];
  echo = createServer({ allowHalfOpen: true }, (socket) => socket.on('error', () => undefined).pipe(socket));
  echo.listen(0, '127.0.0.1');
  await once(echo, 'listening');
  proxy = await Proxy.open((echo.address() as AddressInfo).port);
});
afterEach(async () => {
  for (const client of clients) client.destroy();
  proxy.close();
  echo.close();
});

async function open(): Promise<Socket> {
  const client = connect({ host: '127.0.0.1', port: proxy.port });
  clients.push(client);
  client.on('error', () => undefined);
  await once(client, 'connect');
  return client;
}
async function say(client: Socket, words: string): Promise<string> {
  client.write(words);
  const [heard] = (await once(client, 'data')) as [Buffer];
  return heard.toString();
}
async function brokenBy(client: Socket, fault: () => unknown): Promise<string> {
  const failed = once(client, 'error') as Promise<[NodeJS.ErrnoException]>;
  await fault();
  const [error] = await failed;
  return error.code ?? '';
}

it('carries everything both ways, and the end behind it', async () => {
  const client = await open();
  const large = Buffer.alloc(3_000_000, 'ä');
  const heard: Buffer[] = [];
  client.on('data', (chunk: Buffer) => heard.push(chunk));
  client.end(large);
  await once(client, 'end');
  assert.ok(Buffer.concat(heard).equals(large));
});

it('resets: connections break, new ones work', async () => {
  const client = await open();
  assert.equal(await say(client, 'a'), 'a');
  assert.equal(await brokenBy(client, () => proxy.reset()), 'ECONNRESET');
  assert.equal(await say(await open(), 'b'), 'b');
});

it('refuses until it is healed', async () => {
  const client = await open();
  await say(client, 'a');
  assert.equal(await brokenBy(client, () => proxy.refuse()), 'ECONNRESET');
  await assert.rejects(open(), { code: 'ECONNREFUSED' });
  await proxy.heal();
  assert.equal(await say(await open(), 'b'), 'b');
});

it('is late by its latency each way, and keeps the order', async () => {
  const client = await open();
  await say(client, 'a');
  proxy.latency(30);
  const began = performance.now();
  client.write('b');
  proxy.latency(0);
  client.write('c');
  let heard = '';
  while (heard.length < 2) heard += String((await once(client, 'data'))[0]);
  assert.equal(heard, 'bc');
  proxy.latency(30);
  assert.equal(await say(client, 'd'), 'd');
  assert.ok(performance.now() - began >= 58);
});

it('pauses, and delivers afterwards', async () => {
  const client = await open();
  await say(client, 'a');
  proxy.pause();
  const late = await open();
  const answers = Promise.all([say(client, 'b'), say(late, 'c')]);
  // Whoever asks another way meanwhile still gets nothing from here.
  await once(
    connect((echo.address() as AddressInfo).port, '127.0.0.1')
      .end('x')
      .resume(),
    'close',
  );
  assert.equal(client.bytesRead + late.bytesRead, 1);
  await proxy.heal();
  assert.deepEqual(await answers, ['b', 'c']);
});

it('falls silent: connections live and never answer again, new ones work', async () => {
  const client = await open();
  await say(client, 'a');
  proxy.silent();
  client.write('b');
  assert.equal(await say(await open(), 'c'), 'c');
  proxy.refuse();
  await proxy.heal();
  assert.equal(await say(await open(), 'd'), 'd');
  assert.equal(client.bytesRead, 1);
  assert.ok(!client.destroyed);
});

it('breaks off where the server is not there', async () => {
  const unreachable = await Proxy.open(1);
  const client = connect({ host: '127.0.0.1', port: unreachable.port });
  const [error] = (await once(client, 'error')) as [NodeJS.ErrnoException];
  assert.equal(error.code, 'ECONNRESET');
  unreachable.close();
});
