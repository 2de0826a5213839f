import { Body, Controller, Get, Post } from '@nestjs/common';
import { ProjectTemplate, TemplatePreview, TemplateProposal } from '@querraum/contracts';
import { TemplateProposalsService, type Caller } from '@querraum/server';
import { Answers, CurrentCaller, IdempotencyKey, PathId } from '../http';

const READ = ['notFound', 'notLead', 'projectNotClosed', 'deletionBegun'] as const;

/** A finished project becomes a template. */
@Controller('projects/:id/template')
export class TemplateProposalsController {
  constructor(private readonly proposals: TemplateProposalsService) {}

  @Get()
  @Answers(TemplatePreview, { problems: READ })
  preview(@CurrentCaller() caller: Caller, @PathId() id: string): Promise<TemplatePreview> {
    return this.proposals.preview(caller, id);
  }

  @Post()
  @Answers(ProjectTemplate, { status: 201, problems: [...READ, 'templateDocumentUnknown', 'idempotencyKeyReused'] })
  propose(
    @CurrentCaller() caller: Caller,
    @IdempotencyKey() key: string,
    @PathId() id: string,
    @Body({ schema: TemplateProposal }) proposal: TemplateProposal,
  ): Promise<ProjectTemplate> {
    return this.proposals.propose(caller, key, id, proposal);
  }
}
