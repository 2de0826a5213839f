import { Body, Controller, Get, Put, Res } from '@nestjs/common';
import { NotificationChoice, NotificationSettings } from '@querraum/contracts';
import { NotificationSettingsService, type Caller } from '@querraum/server';
import type { Response } from 'express';
import { Answers, CurrentCaller, IdempotencyKey, Revision, tagged } from '../http';

/** On which way a person hears of what. */
@Controller('me/notifications')
export class NotificationSettingsController {
  constructor(private readonly settings: NotificationSettingsService) {}

  @Get()
  @Answers(NotificationSettings)
  async get(
    @CurrentCaller() caller: Caller,
    @Res({ passthrough: true }) response: Response,
  ): Promise<NotificationSettings> {
    return tagged(response, await this.settings.get(caller));
  }

  @Put()
  @Answers(NotificationSettings, { problems: ['idempotencyKeyReused', 'revisionRequired', 'revisionConflict'] })
  async change(
    @CurrentCaller() caller: Caller,
    @IdempotencyKey() key: string,
    @Revision() revision: number,
    @Body({ schema: NotificationChoice }) choice: NotificationChoice,
    @Res({ passthrough: true }) response: Response,
  ): Promise<NotificationSettings> {
    return tagged(response, await this.settings.change(caller, key, revision, choice));
  }
}
