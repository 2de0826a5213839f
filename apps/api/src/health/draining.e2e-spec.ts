import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { readConfig, tracing } from '@querraum/server';
import { openTestDatabase } from '@querraum/server/testing';
import { startTestApi } from '../testing';
import { finish } from './draining';

describe('an api that is asked to end', () => {
  it('sends the spans of its last requests before it does', async () => {
    const sent: string[] = [];
    const collector = createServer((request, response) => {
      void text(request).then((body) => {
        sent.push(body);
        response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
      });
    }).listen(0, '127.0.0.1');
    await once(collector, 'listening');
    const database = await openTestDatabase();
    const config = readConfig({
      DATABASE_URL: database.urls.api,
      ISSUER: 'https://issuer.example',
      DOCUMENT_STORE: '/nowhere',
      OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${(collector.address() as AddressInfo).port}`,
    });
    await tracing.start(config, 'querraum-api');
    const api = await startTestApi(database);
    await api.request('GET', '/health/live');
    await finish(api.app);
    expect(sent.join()).toContain('GET /api/v1/health/live');
    await api.issuer.close();
    await database.close();
    collector.close();
  });
});
