import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

export interface MuteProxy {
  /** Where whoever asked for the given address finds the same database behind the proxy. */
  urlOf(url: string): string;
  /** The connections of this moment never say a word again, and never break either; new ones work. */
  fallSilent(): void;
  close(): void;
}

/** A network before the database that forgets its connections, as a firewall does that lost its state. */
export async function openMuteProxy(target: string): Promise<MuteProxy> {
  const { hostname, port } = new URL(target);
  const sockets = new Set<Socket>();
  const server = createServer({ noDelay: true }, (near) => {
    const far = connect({ host: hostname, port: Number(port), noDelay: true });
    for (const [end, other] of [[near, far] as const, [far, near] as const]) {
      sockets.add(end);
      end.pipe(other);
      end.on('error', () => other.destroy()).on('close', () => other.destroy());
    }
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address() as AddressInfo;
  return {
    urlOf(url) {
      const behind = new URL(url);
      behind.hostname = address.address;
      behind.port = String(address.port);
      return behind.href;
    },
    fallSilent() {
      for (const socket of sockets) socket.unpipe().pause();
    },
    close() {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}
