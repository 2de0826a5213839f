import { Body, Controller, Get, HttpCode, Inject, Post, Query } from '@nestjs/common';
import {
  pageOf,
  WebhookDelivery,
  WebhookDeliveryQuery,
  WebhookReplay,
  WebhookReplayed,
  type Page,
} from '@querraum/contracts';
import { CONFIG, eventSource, WebhookLogService, type Caller, type Config } from '@querraum/server';
import { Answers, CurrentCaller, IdempotencyKey, PathId } from '../http';

const READ = ['adminOnly', 'notFound'] as const;
const COMMAND = [...READ, 'idempotencyKeyReused'] as const;

/** What became of the events at a target, and sending them again. */
@Controller('webhooks/:id')
export class WebhookLogController {
  constructor(
    private readonly log: WebhookLogService,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Get('deliveries')
  @Answers(pageOf(WebhookDelivery), { problems: READ })
  list(
    @CurrentCaller() caller: Caller,
    @PathId() id: string,
    @Query({ schema: WebhookDeliveryQuery.strict() }) query: WebhookDeliveryQuery,
  ): Promise<Page<WebhookDelivery>> {
    return this.log.list(caller, id, query);
  }

  @Post('test')
  @Answers(WebhookDelivery, { status: 201, problems: COMMAND })
  test(@CurrentCaller() caller: Caller, @IdempotencyKey() key: string, @PathId() id: string): Promise<WebhookDelivery> {
    return this.log.test(caller, key, id, eventSource(this.config.PUBLIC_URL));
  }

  @Post('replay')
  @HttpCode(200)
  @Answers(WebhookReplayed, { problems: [...COMMAND, 'webhookPaused'] })
  replay(
    @CurrentCaller() caller: Caller,
    @IdempotencyKey() key: string,
    @PathId() id: string,
    @Body({ schema: WebhookReplay }) { since }: WebhookReplay,
  ): Promise<WebhookReplayed> {
    return this.log.replay(caller, key, id, since);
  }

  @Post('deliveries/:deliveryId/replay')
  @HttpCode(200)
  @Answers(WebhookDelivery, { problems: [...COMMAND, 'webhookPaused', 'webhookOnItsWay'] })
  replayOne(
    @CurrentCaller() caller: Caller,
    @IdempotencyKey() key: string,
    @PathId() id: string,
    @PathId('deliveryId') deliveryId: string,
  ): Promise<WebhookDelivery> {
    return this.log.replayOne(caller, key, id, deliveryId);
  }
}
