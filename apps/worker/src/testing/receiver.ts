import { once } from 'node:events';
import { createServer as plainServer, type IncomingHttpHeaders, type Server, type ServerResponse } from 'node:http';
import { createServer as encryptedServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { TEST_CERTIFICATE } from './certificate';

export interface ReceivedEvent {
  path: string;
  headers: IncomingHttpHeaders;
  body: string;
}

export interface Receiver {
  port: number;
  received: ReceivedEvent[];
  /** Whoever came, however far. */
  connections(): number;
  close(): Promise<void>;
}

/** A target: keeps what it is given, and answers as it is told. */
export async function startReceiver(
  answer: (response: ServerResponse, event: ReceivedEvent) => void = (response) => response.writeHead(204).end(),
  { isEncrypted = true }: { isEncrypted?: boolean } = {},
): Promise<Receiver> {
  const received: ReceivedEvent[] = [];
  let connections = 0;
  const server: Server = isEncrypted ? encryptedServer(TEST_CERTIFICATE) : plainServer();
  server.on('request', (request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const event = { path: request.url ?? '', headers: request.headers, body: Buffer.concat(chunks).toString() };
      received.push(event);
      answer(response, event);
    });
  });
  server.on('connection', () => (connections += 1));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    received,
    connections: () => connections,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
