import assert from 'node:assert/strict';
import { createServer } from 'node:net';
import { once } from 'node:events';
import { describe, it } from 'node:test';
import { findPort } from './ports.mjs';

async function occupy() {
  const server = createServer().listen(await findPort([]), '127.0.0.1');
  await once(server, 'listening');
  return { port: server.address().port, leave: () => new Promise((done) => server.close(done)) };
}

describe('finding a port', () => {
  it('takes the wished one when it is free', async () => {
    const { port, leave } = await occupy();
    await leave();
    assert.equal(await findPort([undefined, port]), port);
  });

  it('passes over one that somebody listens on', async () => {
    const { port, leave } = await occupy();
    const found = await findPort([port]);
    await leave();
    assert.notEqual(found, port);
  });

  it('gives none that an outgoing connection could take meanwhile', async () => {
    const found = await findPort([]);
    assert.ok(found >= 20_000 && found < 32_000);
  });

  it('passes over one that is promised to another part', async () => {
    const { port, leave } = await occupy();
    await leave();
    assert.notEqual(await findPort([port], [port]), port);
  });
});
