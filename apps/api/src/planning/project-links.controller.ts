import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { LinkEntry, PlanEnding, ProjectLink } from '@querraum/contracts';
import { ProjectLinksService, type Caller } from '@querraum/server';
import { Answers, CurrentCaller, IdempotencyKey, PathId } from '../http';
import { ADDING } from './problems';

@Controller('projects/:id/links')
export class ProjectLinksController {
  constructor(private readonly links: ProjectLinksService) {}

  @Post()
  @Answers(ProjectLink, {
    status: 201,
    problems: [...ADDING, 'linkToItself', 'linkTwice', 'linkReversed', 'parentTwice', 'parentCycle', 'parentTooDeep'],
  })
  add(
    @CurrentCaller() caller: Caller,
    @IdempotencyKey() key: string,
    @PathId() projectId: string,
    @Body({ schema: LinkEntry }) entry: LinkEntry,
  ): Promise<ProjectLink> {
    return this.links.add(caller, key, { projectId, entry });
  }

  @Post(':linkId/end')
  @HttpCode(204)
  @Answers(null, { problems: ['notFound', 'notLead', 'projectClosed', 'idempotencyKeyReused'] })
  async end(
    @CurrentCaller() caller: Caller,
    @IdempotencyKey() key: string,
    @PathId() projectId: string,
    @PathId('linkId') id: string,
    @Body({ schema: PlanEnding }) ending: PlanEnding,
  ): Promise<void> {
    await this.links.end(caller, key, { projectId, id, ending });
  }
}
