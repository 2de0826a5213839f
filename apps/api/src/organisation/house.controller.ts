import { Body, Controller, Delete, Get, HttpCode, Patch, Post, Query } from '@nestjs/common';
import {
  DeputationEntry,
  HousePerson,
  HousePersonDetail,
  HouseUnit,
  HouseUnitDetail,
  type Page,
  pageOf,
  PeopleQuery,
  PersonChange,
  PersonEntry,
  RoleEnd,
  RoleEntry,
  UnitEntry,
} from '@querraum/contracts';
import { type Caller, HousePeopleService, HouseRolesService, HouseUnitsService } from '@querraum/server';
import { z } from 'zod';
import { Answers, CurrentCaller, IdempotencyKey, PathId, Revision } from '../http';

const READ = ['adminOnly', 'notFound'] as const;
const WRITE = [...READ, 'idempotencyKeyReused'] as const;
const EDIT = [...WRITE, 'revisionRequired', 'revisionConflict'] as const;
const UNIT = ['unitCodeTaken', 'parentUnknown', 'unitCycle', 'secondRoot'] as const;
const USERNAME = ['usernameTaken', 'usernameAwaited'] as const;
const PERIOD = ['periodPast', 'periodBackwards'] as const;

/** The own house: its units, people, roles and deputations. */
@Controller('organisation/house')
export class HouseController {
  constructor(
    private readonly units: HouseUnitsService,
    private readonly people: HousePeopleService,
    private readonly roles: HouseRolesService,
  ) {}

  @Get('units')
  @Answers(z.object({ items: z.array(HouseUnit) }), { problems: ['adminOnly'] })
  async listUnits(@CurrentCaller() caller: Caller): Promise<{ items: HouseUnit[] }> {
    return { items: await this.units.list(caller) };
  }

  @Get('units/:id')
  @Answers(HouseUnitDetail, { problems: READ })
  getUnit(@CurrentCaller() caller: Caller, @PathId() id: string): Promise<HouseUnitDetail> {
    return this.units.get(caller, id);
  }

  @Post('units')
  @Answers(HouseUnitDetail, { status: 201, problems: [...WRITE, ...UNIT] })
  addUnit(
    @CurrentCaller() caller: Caller,
    @IdempotencyKey() key: string,
    @Body({ schema: UnitEntry }) input: UnitEntry,
  ): Promise<HouseUnitDetail> {
    return this.units.add(caller, key, input);
  }

  @Patch('units/:id')
  @Answers(HouseUnitDetail, { problems: [...EDIT, ...UNIT, 'unitDissolved'] })
  changeUnit(
    @CurrentCaller() caller: Caller,
    @IdempotencyKey() key: string,
    @PathId() id: string,
    @Revision() revision: number,
    @Body({ schema: UnitEntry }) input: UnitEntry,
  ): Promise<HouseUnitDetail> {
    return this.units.change(caller, key, id, revision, input);
  }

  @Post('units/:id/dissolution')
  @HttpCode(200)
  @Answers(HouseUnitDetail, { problems: [...EDIT, 'unitInUse', 'unitDissolved'] })
  dissolveUnit(
    @CurrentCaller() caller: Caller,
    @IdempotencyKey() key: string,
    @PathId() id: string,
    @Revision() revision: number,
  ): Promise<HouseUnitDetail> {
    return this.units.dissolve(caller, key, id, revision);
  }

  @Get('people')
  @Answers(pageOf(HousePerson), { problems: ['adminOnly'] })
  listPeople(
    @CurrentCaller() caller: Caller,
    @Query({ schema: PeopleQuery.strict() }) query: PeopleQuery,
  ): Promise<Page<HousePerson>> {
    return this.people.list(caller, query);
  }

  @Get('people/:id')
  @Answers(HousePersonDetail, { problems: READ })
  getPerson(@CurrentCaller() caller: Caller, @PathId() id: string): Promise<HousePersonDetail> {
    return this.people.get(caller, id);
  }

  @Post('people')
  @Answers(HousePersonDetail, { status: 201, problems: [...WRITE, ...USERNAME] })
  addPerson(
    @CurrentCaller() caller: Caller,
    @IdempotencyKey() key: string,
    @Body({ schema: PersonEntry }) input: PersonEntry,
  ): Promise<HousePersonDetail> {
    return this.people.add(caller, key, input);
  }

  @Patch('people/:id')
  @Answers(HousePersonDetail, { problems: [...EDIT, ...USERNAME, 'lastAdministrator'] })
  changePerson(
    @CurrentCaller() caller: Caller,
    @IdempotencyKey() key: string,
    @PathId() id: string,
    @Revision() revision: number,
    @Body({ schema: PersonChange }) change: PersonChange,
  ): Promise<HousePersonDetail> {
    return this.people.change(caller, key, id, revision, change);
  }

  @Post('people/:id/roles')
  @Answers(HousePersonDetail, {
    status: 201,
    problems: [...WRITE, ...PERIOD, 'unitUnknown', 'unitDissolved', 'roleTaken'],
  })
  addRole(
    @CurrentCaller() caller: Caller,
    @IdempotencyKey() key: string,
    @PathId() id: string,
    @Body({ schema: RoleEntry }) input: RoleEntry,
  ): Promise<HousePersonDetail> {
    return this.roles.addRole(caller, key, id, input);
  }

  @Post('people/:id/roles/:roleId/end')
  @HttpCode(200)
  @Answers(HousePersonDetail, { problems: [...WRITE, ...PERIOD, 'roleEnded', 'lastAdministrator'] })
  endRole(
    @CurrentCaller() caller: Caller,
    @IdempotencyKey() key: string,
    @PathId() id: string,
    @PathId('roleId') roleId: string,
    @Body({ schema: RoleEnd }) end: RoleEnd,
  ): Promise<HousePersonDetail> {
    return this.roles.endRole(caller, key, id, roleId, end);
  }

  @Post('people/:id/deputations')
  @Answers(HousePersonDetail, {
    status: 201,
    problems: [...WRITE, ...PERIOD, 'deputySelf', 'deputyUnknown', 'deputationTaken'],
  })
  addDeputation(
    @CurrentCaller() caller: Caller,
    @IdempotencyKey() key: string,
    @PathId() id: string,
    @Body({ schema: DeputationEntry }) input: DeputationEntry,
  ): Promise<HousePersonDetail> {
    return this.roles.addDeputation(caller, key, id, input);
  }

  @Delete('people/:id/deputations/:deputationId')
  @Answers(HousePersonDetail, { problems: WRITE })
  endDeputation(
    @CurrentCaller() caller: Caller,
    @IdempotencyKey() key: string,
    @PathId() id: string,
    @PathId('deputationId') deputationId: string,
  ): Promise<HousePersonDetail> {
    return this.roles.endDeputation(caller, key, id, deputationId);
  }
}
