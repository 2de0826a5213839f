import { Body, Controller, HttpCode, Patch, Post, Put } from '@nestjs/common';
import { HousePersonDetail, HouseUnitDetail, PositionEntry, RolePosition } from '@querraum/contracts';
import { type Caller, HousePositionsService } from '@querraum/server';
import { Answers, CurrentCaller, IdempotencyKey, PathId, Revision } from '../http';

const WRITE = ['adminOnly', 'notFound', 'idempotencyKeyReused'] as const;
const EDIT = [...WRITE, 'revisionRequired', 'revisionConflict', 'positionElsewhere'] as const;

/** Posts of the own house, and who holds them. */
@Controller('organisation/house')
export class HousePositionsController {
  constructor(private readonly positions: HousePositionsService) {}

  @Post('units/:id/positions')
  @Answers(HouseUnitDetail, { status: 201, problems: [...WRITE, 'positionCodeTaken', 'unitDissolved'] })
  add(
    @CurrentCaller() caller: Caller,
    @IdempotencyKey() key: string,
    @PathId() unitId: string,
    @Body({ schema: PositionEntry }) input: PositionEntry,
  ): Promise<HouseUnitDetail> {
    return this.positions.add(caller, key, unitId, input);
  }

  @Patch('positions/:id')
  @Answers(HouseUnitDetail, { problems: [...EDIT, 'positionCodeTaken'] })
  change(
    @CurrentCaller() caller: Caller,
    @IdempotencyKey() key: string,
    @PathId() id: string,
    @Revision() revision: number,
    @Body({ schema: PositionEntry }) input: PositionEntry,
  ): Promise<HouseUnitDetail> {
    return this.positions.change(caller, key, { id, revision, input });
  }

  @Post('positions/:id/end')
  @HttpCode(200)
  @Answers(HouseUnitDetail, { problems: EDIT })
  end(
    @CurrentCaller() caller: Caller,
    @IdempotencyKey() key: string,
    @PathId() id: string,
    @Revision() revision: number,
  ): Promise<HouseUnitDetail> {
    return this.positions.end(caller, key, id, revision);
  }

  @Put('people/:id/roles/:roleId/position')
  @Answers(HousePersonDetail, { problems: [...WRITE, 'roleEnded', 'positionElsewhere'] })
  assign(
    @CurrentCaller() caller: Caller,
    @IdempotencyKey() key: string,
    @PathId() personId: string,
    @PathId('roleId') roleId: string,
    @Body({ schema: RolePosition }) { positionId }: RolePosition,
  ): Promise<HousePersonDetail> {
    return this.positions.assign(caller, key, { personId, roleId, positionId });
  }
}
