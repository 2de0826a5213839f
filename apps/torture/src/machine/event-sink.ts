import { createHash } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

export interface ArrivedEvent {
  id: string;
  type: string;
  subject: string;
  sequence: string;
  hash: string;
}

/** Takes the events of a house as another system of the city would. */
export class EventSink {
  readonly url: string;
  readonly events: ArrivedEvent[] = [];
  readonly #server: Server;

  private constructor(server: Server) {
    this.#server = server;
    this.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/events`;
  }

  static async open(): Promise<EventSink> {
    let taken: (event: ArrivedEvent) => void = () => undefined;
    const server = createServer((request, response) => {
      buffer(request).then(
        (body) => {
          const { id, type, subject, sequence } = JSON.parse(body.toString()) as ArrivedEvent;
          taken({ id, type, subject, sequence, hash: createHash('sha256').update(body).digest('hex') });
          response.writeHead(204).end();
        },
        // Whoever was sending it is dead.
        () => response.destroy(),
      );
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const sink = new EventSink(server);
    taken = (event) => sink.events.push(event);
    return sink;
  }

  close(): Promise<void> {
    this.#server.closeAllConnections();
    return new Promise((resolve) => this.#server.close(() => resolve()));
  }
}
