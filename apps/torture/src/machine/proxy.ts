import { connect, createServer, type Server, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { Lane } from './lane.ts';
import { freePorts } from './ports.ts';

interface Pair {
  near: Socket;
  far: Socket;
  lanes: Lane[];
}

/**
 * Stands on the network between the product and one of its servers and does what networks do. It never drops bytes of a
 * living connection: TCP does not.
 */
export class Proxy {
  readonly port: number;
  #server: Server;
  #pairs = new Set<Pair>();
  /** What `silent` has taken; known only so that it can be closed at the end. */
  #lost: Pair[] = [];
  #latencyMs = 0;
  #isPaused = false;

  private constructor(server: Server, port: number, targetPort: number) {
    this.#server = server;
    this.port = port;
    server.on('connection', (near) =>
      this.#join(near, connect({ host: '127.0.0.1', port: targetPort, allowHalfOpen: true, noDelay: true })),
    );
  }

  static async open(targetPort: number): Promise<Proxy> {
    const server = createServer({ allowHalfOpen: true, noDelay: true });
    const [port = 0] = await freePorts(1);
    return new Proxy(server, await listen(server, port), targetPort);
  }

  /** Every connection breaks; new ones are made at once. */
  reset(): void {
    for (const pair of this.#pairs) breakOff(pair);
  }

  /** Every connection breaks, and nobody gets a new one until `heal`. */
  refuse(): void {
    this.#server.close();
    this.reset();
  }

  /** Whatever is said is so much longer on its way. */
  latency(milliseconds: number): void {
    this.#latencyMs = milliseconds;
  }

  /** Nothing comes through; what was said meanwhile is delivered by `heal`. */
  pause(): void {
    this.#isPaused = true;
    for (const { lanes } of this.#pairs) for (const lane of lanes) lane.hold();
  }

  /** The connections of this moment never say a word again, and never break either; new ones work. */
  silent(): void {
    for (const { lanes } of this.#pairs) for (const lane of lanes) lane.hold();
    this.#lost.push(...this.#pairs);
    this.#pairs.clear();
  }

  /** Ends every fault; what is silent stays so. */
  async heal(): Promise<void> {
    this.#latencyMs = 0;
    this.#isPaused = false;
    for (const { lanes } of this.#pairs) for (const lane of lanes) lane.resume();
    // Somebody else may have the port for a moment.
    while (!this.#server.listening) await listen(this.#server, this.port).catch(() => sleep(50));
  }

  close(): void {
    for (const pair of this.#lost) breakOff(pair);
    this.refuse();
  }

  #join(near: Socket, far: Socket): void {
    const delayMs = () => this.#latencyMs;
    const pair = { near, far, lanes: [new Lane(near, far, delayMs), new Lane(far, near, delayMs)] };
    this.#pairs.add(pair);
    for (const end of [near, far]) {
      // An orderly end travels in its lane, behind what was said before.
      end.on('error', () => breakOff(pair));
      end.on('close', () => near.destroyed && far.destroyed && this.#pairs.delete(pair));
    }
    if (this.#isPaused) for (const lane of pair.lanes) lane.hold();
  }
}

function breakOff({ near, far }: Pair): void {
  for (const end of [near, far]) if (!end.destroyed) end.resetAndDestroy();
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject);
      const address = server.address();
      if (address === null || typeof address === 'string') reject(new Error('the proxy has no address'));
      else resolve(address.port);
    });
  });
}
