import { Body, Controller, Post } from '@nestjs/common';
import { DocumentSummary, NewVersionFields } from '@querraum/contracts';
import { RunsService, type Caller, type Upload } from '@querraum/server';
import { FILE_PROBLEMS } from '../documents/documents.controller';
import { TakesUpload, UploadedDocument } from '../documents/upload';
import { Answers, CurrentCaller, IdempotencyKey, PathId } from '../http';

const Fields = NewVersionFields.strict();

/** New versions belong to the runs: a round that runs on the document is told in the same transaction. */
@Controller()
export class DocumentVersionsController {
  constructor(private readonly runs: RunsService) {}

  @Post('documents/:id/versions')
  @TakesUpload(Fields)
  @Answers(DocumentSummary, {
    status: 201,
    problems: ['notFound', 'notLead', ...FILE_PROBLEMS, 'roundEnded', 'reasonRequired'],
  })
  add(
    @CurrentCaller() caller: Caller,
    @IdempotencyKey() key: string,
    @PathId() documentId: string,
    @UploadedDocument() upload: Upload,
    @Body({ schema: Fields }) fields: NewVersionFields,
  ): Promise<DocumentSummary> {
    return this.runs.addVersion(caller, key, { documentId, upload, ...fields });
  }
}
