import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Post, Req, Res } from '@nestjs/common';
import { ApiParam, ApiProduces } from '@nestjs/swagger';
import { CalendarFeed, GivenCalendarFeed, NewCalendarFeed } from '@querraum/contracts';
import { CalendarFeedsService, CONFIG, type Caller, type Config, DomainError } from '@querraum/server';
import type { Request, Response } from 'express';
import { z } from 'zod';
import { Answers, CurrentCaller, IdempotencyKey, PathId, PublicBytes } from '../http';
import { FeedLimit } from './feed-limit';

@Controller('calendar-feeds')
export class CalendarFeedsController {
  private readonly limit = new FeedLimit();

  constructor(
    private readonly feeds: CalendarFeedsService,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Get()
  @Answers(z.object({ items: z.array(CalendarFeed) }))
  async list(@CurrentCaller() caller: Caller): Promise<{ items: CalendarFeed[] }> {
    return { items: await this.feeds.list(caller) };
  }

  /** Gives an address, or another one in place of the one there is. */
  @Post()
  @Answers(GivenCalendarFeed, { status: 201, problems: ['notFound', 'idempotencyKeyReused'] })
  async give(
    @CurrentCaller() caller: Caller,
    @IdempotencyKey() key: string,
    @Body({ schema: NewCalendarFeed }) { projectId }: NewCalendarFeed,
    @Req() request: Request,
  ): Promise<GivenCalendarFeed> {
    const { token, ...feed } = await this.feeds.give(caller, key, projectId);
    return { ...feed, path: token === null ? null : `${request.path}/${token}.ics` };
  }

  @Delete(':id')
  @HttpCode(204)
  @Answers(null, { problems: ['notFound', 'idempotencyKeyReused'] })
  async revoke(@CurrentCaller() caller: Caller, @IdempotencyKey() key: string, @PathId() id: string): Promise<void> {
    await this.feeds.revoke(caller, key, id);
  }

  /** The calendar itself, for calendar programs: the address is all that they have to show. */
  @Get(':token.ics')
  @ApiProduces('text/calendar')
  @ApiParam({ name: 'token', schema: { type: 'string' } })
  @PublicBytes({ problems: ['notFound', 'feedTooOften'] })
  async read(@Param('token') token: string, @Req() request: Request, @Res() response: Response): Promise<void> {
    this.countRequest(token, response);
    const text = await this.feeds.read(token, this.originOf(request));
    response.set({
      'content-type': 'text/calendar; charset=utf-8',
      'content-disposition': 'inline; filename="querraum.ics"',
      'x-content-type-options': 'nosniff',
    });
    response.send(text);
  }

  private countRequest(token: string, response: Response): void {
    try {
      this.limit.count(token);
    } catch (error) {
      if (error instanceof DomainError) response.setHeader('retry-after', String(error.details['seconds']));
      throw error;
    }
  }

  private originOf(request: Request): string {
    return new URL(this.config.PUBLIC_URL ?? `${request.protocol}://${request.get('host')}`).origin;
  }
}
