import { Body, Controller, Delete, Get, HttpCode, Post, Put } from '@nestjs/common';
import { GivenWebhook, NewWebhookSecret, Webhook, WebhookInput } from '@querraum/contracts';
import { WebhooksService, type Caller } from '@querraum/server';
import { z } from 'zod';
import { Answers, CurrentCaller, IdempotencyKey, PathId, Revision } from '../http';

const WRITE = ['adminOnly', 'idempotencyKeyReused', 'webhookUrlRefused'] as const;
const EDIT = ['adminOnly', 'notFound', 'idempotencyKeyReused', 'revisionRequired', 'revisionConflict'] as const;

/** Targets outside that are told of events of the house. */
@Controller('webhooks')
export class WebhooksController {
  constructor(private readonly webhooks: WebhooksService) {}

  @Get()
  @Answers(z.object({ items: z.array(Webhook) }), { problems: ['adminOnly'] })
  async list(@CurrentCaller() caller: Caller): Promise<{ items: Webhook[] }> {
    return { items: await this.webhooks.list(caller) };
  }

  /** The answer alone holds the secret. */
  @Post()
  @Answers(GivenWebhook, { status: 201, problems: [...WRITE, 'webhookTooMany', 'webhookKeyMissing'] })
  add(
    @CurrentCaller() caller: Caller,
    @IdempotencyKey() key: string,
    @Body({ schema: WebhookInput }) input: WebhookInput,
  ): Promise<GivenWebhook> {
    return this.webhooks.add(caller, key, input);
  }

  @Get(':id')
  @Answers(Webhook, { problems: ['adminOnly', 'notFound'] })
  get(@CurrentCaller() caller: Caller, @PathId() id: string): Promise<Webhook> {
    return this.webhooks.get(caller, id);
  }

  @Put(':id')
  @Answers(Webhook, { problems: [...EDIT, 'webhookUrlRefused'] })
  change(
    @CurrentCaller() caller: Caller,
    @IdempotencyKey() key: string,
    @PathId() id: string,
    @Revision() revision: number,
    @Body({ schema: WebhookInput }) input: WebhookInput,
  ): Promise<Webhook> {
    return this.webhooks.change(caller, key, { id, revision, input });
  }

  /** A new secret; the one before it goes on signing for a while. */
  @Post(':id/secret')
  @HttpCode(200)
  @Answers(GivenWebhook, { problems: [...EDIT, 'webhookKeyMissing'] })
  rotateSecret(
    @CurrentCaller() caller: Caller,
    @IdempotencyKey() key: string,
    @PathId() id: string,
    @Revision() revision: number,
    @Body({ schema: NewWebhookSecret }) { overlapHours }: NewWebhookSecret,
  ): Promise<GivenWebhook> {
    return this.webhooks.rotateSecret(caller, key, { id, revision, overlapHours });
  }

  @Delete(':id')
  @HttpCode(204)
  @Answers(null, { problems: EDIT })
  async remove(
    @CurrentCaller() caller: Caller,
    @IdempotencyKey() key: string,
    @PathId() id: string,
    @Revision() revision: number,
  ): Promise<void> {
    await this.webhooks.remove(caller, key, id, revision);
  }
}
