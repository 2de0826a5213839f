import { Controller, Get, Param, Query, Req, Res } from '@nestjs/common';
import {
  Area,
  AreaDetail,
  AreaDetailQuery,
  AreaEdition,
  AreaGeometry,
  AreaQuery,
  AreaShapes,
  AreaShapesQuery,
  type Page,
  pageOf,
} from '@querraum/contracts';
import { AreasService, type Caller } from '@querraum/server';
import type { Request, Response } from 'express';
import { z } from 'zod';
import { Answers, CurrentCaller } from '../http';
import { sendLasting } from '../http/lasting';

const UNKNOWN = ['areaUnknown', 'areaKeyLostZero', 'areaKeyMalformed'] as const;
const EditionQuery = AreaDetailQuery.pick({ edition: true });

@Controller('areas')
export class AreasController {
  constructor(private readonly areas: AreasService) {}

  @Get()
  @Answers(pageOf(Area), { problems: UNKNOWN })
  list(@CurrentCaller() caller: Caller, @Query({ schema: AreaQuery.strict() }) query: AreaQuery): Promise<Page<Area>> {
    return this.areas.list(caller, query);
  }

  @Get('editions')
  @Answers(z.object({ items: z.array(AreaEdition) }))
  async editions(@CurrentCaller() caller: Caller): Promise<{ items: AreaEdition[] }> {
    return { items: await this.areas.editions(caller) };
  }

  /** GeoJSON of a map. An edition never changes: a browser keeps it for a day and then asks whether it is still so. */
  @Get('shapes')
  @Answers(AreaShapes, { problems: UNKNOWN })
  async shapes(
    @CurrentCaller() caller: Caller,
    @Query({ schema: AreaShapesQuery.strict() }) query: AreaShapesQuery,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    sendLasting(request, response, await this.areas.shapes(caller, query));
  }

  @Get(':key')
  @Answers(AreaDetail, { problems: UNKNOWN })
  get(
    @CurrentCaller() caller: Caller,
    @Param('key') key: string,
    @Query({ schema: AreaDetailQuery.strict() }) query: AreaDetailQuery,
  ): Promise<AreaDetail> {
    return this.areas.get(caller, key, query);
  }

  @Get(':key/geometry')
  @Answers(AreaGeometry, { problems: [...UNKNOWN, 'notFound'] })
  geometry(
    @CurrentCaller() caller: Caller,
    @Param('key') key: string,
    @Query({ schema: EditionQuery.strict() }) { edition }: z.infer<typeof EditionQuery>,
  ): Promise<z.infer<typeof AreaGeometry>> {
    return this.areas.geometry(caller, key, edition);
  }
}
