import { Body, Controller, HttpCode, Patch, Post } from '@nestjs/common';
import {
  DocumentChange,
  DocumentReplacement,
  DocumentSummary,
  DocumentWithdrawal,
  NewDocumentLink,
  type ProblemCode,
} from '@querraum/contracts';
import { DocumentLinksService, DocumentStatesService, type Caller } from '@querraum/server';
import type { z } from 'zod';
import { Answers, CurrentCaller, IdempotencyKey, PathId, Revision } from '../http';

const EDIT = ['notFound', 'notLead', 'projectClosed', 'idempotencyKeyReused'] as const satisfies ProblemCode[];
const REVISED = [...EDIT, 'revisionRequired', 'revisionConflict'] as const satisfies ProblemCode[];

/** How documents are called, how they stand, and where else they are listed. */
@Controller()
export class DocumentStatesController {
  constructor(
    private readonly states: DocumentStatesService,
    private readonly links: DocumentLinksService,
  ) {}

  @Patch('documents/:id')
  @Answers(DocumentSummary, { problems: [...REVISED, 'documentKindUnknown'] })
  change(
    @CurrentCaller() caller: Caller,
    @IdempotencyKey() key: string,
    @PathId() id: string,
    @Revision() revision: number,
    @Body({ schema: DocumentChange }) change: DocumentChange,
  ): Promise<DocumentSummary> {
    return this.states.change(caller, key, { id, revision }, change);
  }

  @Post('documents/:id/replacement')
  @HttpCode(200)
  @Answers(DocumentSummary, {
    problems: [...REVISED, 'documentNotCurrent', 'documentInRun', 'documentReplacesItself'],
  })
  replace(
    @CurrentCaller() caller: Caller,
    @IdempotencyKey() key: string,
    @PathId() id: string,
    @Revision() revision: number,
    @Body({ schema: DocumentReplacement }) input: DocumentReplacement,
  ): Promise<DocumentSummary> {
    return this.states.replace(caller, key, { id, revision }, input);
  }

  @Post('documents/:id/withdrawal')
  @HttpCode(200)
  @Answers(DocumentSummary, { problems: [...REVISED, 'documentNotCurrent', 'documentInRun'] })
  withdraw(
    @CurrentCaller() caller: Caller,
    @IdempotencyKey() key: string,
    @PathId() id: string,
    @Revision() revision: number,
    @Body({ schema: DocumentWithdrawal }) { reason }: z.infer<typeof DocumentWithdrawal>,
  ): Promise<DocumentSummary> {
    return this.states.withdraw(caller, key, { id, revision }, reason);
  }

  @Post('documents/:id/restoration')
  @HttpCode(200)
  @Answers(DocumentSummary, { problems: [...REVISED, 'documentCurrent'] })
  restore(
    @CurrentCaller() caller: Caller,
    @IdempotencyKey() key: string,
    @PathId() id: string,
    @Revision() revision: number,
    @Body({ schema: DocumentWithdrawal }) { reason }: z.infer<typeof DocumentWithdrawal>,
  ): Promise<DocumentSummary> {
    return this.states.restore(caller, key, { id, revision }, reason);
  }

  @Post('projects/:id/document-links')
  @Answers(DocumentSummary, { status: 201, problems: [...EDIT, 'documentOwn', 'documentLinked'] })
  link(
    @CurrentCaller() caller: Caller,
    @IdempotencyKey() key: string,
    @PathId() projectId: string,
    @Body({ schema: NewDocumentLink }) { documentId }: z.infer<typeof NewDocumentLink>,
  ): Promise<DocumentSummary> {
    return this.links.add(caller, key, projectId, documentId);
  }

  @Post('projects/:id/document-links/:linkId/removal')
  @HttpCode(204)
  @Answers(null, { problems: EDIT })
  async unlink(
    @CurrentCaller() caller: Caller,
    @IdempotencyKey() key: string,
    @PathId() projectId: string,
    @PathId('linkId') linkId: string,
  ): Promise<void> {
    await this.links.remove(caller, key, projectId, linkId);
  }
}
