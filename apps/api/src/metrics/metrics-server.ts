import { once } from 'node:events';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { CONFIG, type Config, Metrics } from '@querraum/server';
import { ApiMetrics } from './api-metrics';

/** A port of its own, for Prometheus: never the one that the proxy leads people to. Without METRICS_PORT there is none. */
@Injectable()
export class MetricsServer implements OnApplicationShutdown {
  private server: Server | undefined;

  constructor(
    private readonly metrics: ApiMetrics,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** The port on which it listens, if it does. */
  async listen(): Promise<number | undefined> {
    const { METRICS_PORT, METRICS_HOST } = this.config;
    if (METRICS_PORT === undefined) return undefined;
    this.server = createServer((request, response) => {
      if (request.url === '/metrics') void this.tell(response);
      else response.writeHead(404).end();
    }).listen(METRICS_PORT, METRICS_HOST);
    await once(this.server, 'listening');
    return (this.server.address() as AddressInfo).port;
  }

  private async tell(response: ServerResponse): Promise<void> {
    const text = await this.metrics.text();
    response.writeHead(200, { 'content-type': Metrics.CONTENT_TYPE, 'cache-control': 'no-store' }).end(text);
  }

  onApplicationShutdown(): void {
    this.server?.close();
    this.server?.closeAllConnections();
  }
}
