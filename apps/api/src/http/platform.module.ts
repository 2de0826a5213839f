import { type DynamicModule, Global, Injectable, Module, type OnApplicationShutdown } from '@nestjs/common';
import { type Config, CONFIG, connect, createDataSource, Transactions } from '@querraum/server';
import { DataSource } from 'typeorm';

/** Closes the pool last, when no request is on its way any more. */
@Injectable()
class ClosesDatabase implements OnApplicationShutdown {
  constructor(private readonly dataSource: DataSource) {}

  async onApplicationShutdown(): Promise<void> {
    await this.dataSource.destroy();
  }
}

/** What every feature stands on: configuration and the database. */
@Global()
@Module({})
export class PlatformModule {
  static with(config: Config): DynamicModule {
    return {
      module: PlatformModule,
      providers: [
        { provide: CONFIG, useValue: config },
        {
          provide: DataSource,
          useFactory: () =>
            connect(
              createDataSource({
                url: config.DATABASE_URL,
                pool: config.DATABASE_POOL,
                applicationName: 'querraum-api',
              }),
            ),
        },
        { provide: Transactions, useFactory: (source: DataSource) => new Transactions(source), inject: [DataSource] },
        ClosesDatabase,
      ],
      exports: [CONFIG, DataSource, Transactions],
    };
  }
}
