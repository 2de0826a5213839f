import { Controller, Get, Query } from '@nestjs/common';
import { SimilarProject, SimilarQuery } from '@querraum/contracts';
import { SimilarService, type Caller } from '@querraum/server';
import { z } from 'zod';
import { Answers, CurrentCaller } from '../http';

/** Before a project is opened: what the person sees already like it. */
@Controller('projects/similar')
export class SimilarController {
  constructor(private readonly similar: SimilarService) {}

  @Get()
  @Answers(z.object({ items: z.array(SimilarProject) }), {
    problems: ['areaUnknown', 'areaKeyLostZero', 'areaKeyMalformed'],
  })
  async find(
    @CurrentCaller() caller: Caller,
    @Query({ schema: SimilarQuery }) query: SimilarQuery,
  ): Promise<{ items: SimilarProject[] }> {
    return { items: await this.similar.find(caller, query) };
  }
}
