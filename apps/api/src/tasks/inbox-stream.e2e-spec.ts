import { once } from 'node:events';
import { connect } from 'node:net';
import { setImmediate } from 'node:timers/promises';
import { DEMO, openTestDatabase, type TestDatabase } from '@querraum/server/testing';
import type { Response } from 'express';
import { startTestApi, type TestApi } from '../testing';
import { RESSORTS, unitId } from '../testing/story';

describe('the stream of an inbox that nobody reads', () => {
  let database: TestDatabase;
  let api: TestApi;
  const person = RESSORTS.GES.first;

  beforeAll(async () => {
    database = await openTestDatabase(DEMO);
    api = await startTestApi(database);
  });
  afterAll(async () => {
    await api.close();
    await database.close();
  });

  /** The answer as the server has it. Its client stops to read after the head. */
  async function openUnread(lifetimeSeconds: number): Promise<Response> {
    const token = await api.tokenFor(person, { exp: Math.floor(Date.now() / 1000) + lifetimeSeconds });
    const asked = once(api.app.getHttpServer(), 'request');
    const { hostname, port, pathname } = new URL(`${api.url}/tasks/stream`);
    const socket = connect(Number(port), hostname).on('error', () => undefined);
    socket.write(`GET ${pathname} HTTP/1.1\r\nhost: ${hostname}\r\nauthorization: Bearer ${token}\r\n\r\n`);
    await once(socket, 'data');
    socket.pause();
    const [, response] = (await asked) as [unknown, Response];
    return response;
  }
  /** 210 kB. */
  const tell = () =>
    database.owner.query(
      "select pg_notify('inbox', $1::text || ':' || repeat('x', 7000) || n) from generate_series(1, 30) n",
      [unitId('GES')],
    );
  /** With comments, which the stream itself says too: in far less time than any token lasts. Over when something stays here. */
  async function fillNetwork(response: Response): Promise<void> {
    for (let rounds = 0; rounds < 50; rounds = response.writableLength > 0 ? rounds + 1 : 0) {
      if (response.writableLength === 0) response.write(`: ${'x'.repeat(100_000)}\n\n`);
      await setImmediate();
    }
  }

  it('is cut before it fills the memory of the server', async () => {
    const response = await openUnread(300);
    const isCut = once(response, 'close');
    await fillNetwork(response);
    for (let more = 0; more < 5; more += 1) await tell();
    await isCut;
    expect(response.writableFinished).toBe(false);
  });

  it('ends with its token', async () => {
    const response = await openUnread(8);
    const isOver = once(response, 'close');
    await fillNetwork(response);
    expect(response.destroyed).toBe(false);
    await isOver;
    await tell();
  });
});
