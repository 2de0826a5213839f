import { Body, Controller, Get, Put, Res } from '@nestjs/common';
import { ReferenceScheme, ReferenceSchemeInput } from '@querraum/contracts';
import { ReferenceSchemeService, type Caller } from '@querraum/server';
import type { Response } from 'express';
import { Answers, CurrentCaller, IdempotencyKey, Revision, tagged } from '../http';

/** How the house makes its Aktenzeichen. */
@Controller('organisation/house/reference-scheme')
export class ReferenceSchemeController {
  constructor(private readonly schemes: ReferenceSchemeService) {}

  @Get()
  @Answers(ReferenceScheme, { problems: ['adminOnly'] })
  async get(@CurrentCaller() caller: Caller, @Res({ passthrough: true }) response: Response): Promise<ReferenceScheme> {
    return tagged(response, await this.schemes.get(caller));
  }

  @Put()
  @Answers(ReferenceScheme, {
    problems: ['adminOnly', 'schemeFaulty', 'revisionRequired', 'revisionConflict', 'idempotencyKeyReused'],
  })
  async change(
    @CurrentCaller() caller: Caller,
    @IdempotencyKey() key: string,
    @Revision() revision: number,
    @Body({ schema: ReferenceSchemeInput }) input: ReferenceSchemeInput,
    @Res({ passthrough: true }) response: Response,
  ): Promise<ReferenceScheme> {
    return tagged(response, await this.schemes.change(caller, key, revision, input));
  }
}
