import { type DynamicModule, Module } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_PIPE } from '@nestjs/core';
import type { Config } from '@querraum/server';
import { LoggerModule } from 'nestjs-pino';
import type { DestinationStream } from 'pino';
import { FEATURES } from '../features';
import { AuthenticationGuard } from './authentication.guard';
import { SchemaPipe } from './invalid-input';
import { Introspection } from './introspection';
import { logging } from './logging';
import { OpenApiController, OpenApiDocument } from './openapi';
import { PlatformModule } from './platform.module';
import { ProblemFilter } from './problem.filter';
import { TokenVerifier } from './token-verifier';

@Module({})
export class AppModule {
  static with(config: Config, logTo?: DestinationStream): DynamicModule {
    return {
      module: AppModule,
      imports: [LoggerModule.forRoot(logging(config, logTo)), PlatformModule.with(config), ...FEATURES],
      controllers: [OpenApiController],
      providers: [
        OpenApiDocument,
        TokenVerifier,
        Introspection,
        { provide: APP_GUARD, useClass: AuthenticationGuard },
        { provide: APP_PIPE, useClass: SchemaPipe },
        { provide: APP_FILTER, useClass: ProblemFilter },
      ],
    };
  }
}
