import { Module } from '@nestjs/common';
import { WebhookLogService, WebhooksService } from '@querraum/server';
import { WebhookLogController } from './webhook-log.controller';
import { WebhooksController } from './webhooks.controller';

@Module({ controllers: [WebhooksController, WebhookLogController], providers: [WebhooksService, WebhookLogService] })
export class WebhooksModule {}
