import { Body, Controller, Get, Patch, Query } from '@nestjs/common';
import { Me, OwnSettings, PersonReference, Position, Unit, UnitQuery } from '@querraum/contracts';
import { type Caller, OrganisationService } from '@querraum/server';
import { z } from 'zod';
import { Answers, CurrentCaller, IdempotencyKey, PathId } from '../http';

@Controller()
export class OrganisationController {
  constructor(private readonly organisation: OrganisationService) {}

  @Get('me')
  @Answers(Me)
  me(@CurrentCaller() caller: Caller): Promise<Me> {
    return this.organisation.me(caller);
  }

  @Patch('me')
  @Answers(Me, { problems: ['idempotencyKeyReused'] })
  changeSettings(
    @CurrentCaller() caller: Caller,
    @IdempotencyKey() key: string,
    @Body({ schema: OwnSettings }) settings: OwnSettings,
  ): Promise<Me> {
    return this.organisation.changeSettings(caller, key, settings);
  }

  @Get('organisation/units')
  @Answers(z.object({ items: z.array(Unit) }))
  async units(
    @CurrentCaller() caller: Caller,
    @Query({ schema: UnitQuery.strict() }) query: UnitQuery,
  ): Promise<{ items: Unit[] }> {
    return { items: await this.organisation.units(caller, query) };
  }

  @Get('organisation/units/:id/people')
  @Answers(z.object({ items: z.array(PersonReference) }), { problems: ['notFound'] })
  async people(@CurrentCaller() caller: Caller, @PathId() id: string): Promise<{ items: PersonReference[] }> {
    return { items: await this.organisation.people(caller, id) };
  }

  @Get('organisation/units/:id/positions')
  @Answers(z.object({ items: z.array(Position) }), { problems: ['notFound'] })
  async positions(@CurrentCaller() caller: Caller, @PathId() id: string): Promise<{ items: Position[] }> {
    return { items: await this.organisation.positions(caller, id) };
  }
}
