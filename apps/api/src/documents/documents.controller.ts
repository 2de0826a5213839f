import { pipeline } from 'node:stream/promises';
import { Body, Controller, Get, Param, Post, Query, Res } from '@nestjs/common';
import { ApiParam, ApiProduces } from '@nestjs/swagger';
import {
  ComparisonQuery,
  DOCUMENT_TYPES,
  DocumentKind,
  DocumentQuery,
  DocumentSummary,
  NewDocumentFields,
  pageOf,
  TextComparison,
  type Page,
} from '@querraum/contracts';
import { DocumentsService, DomainError, type Caller, type Upload } from '@querraum/server';
import type { Response } from 'express';
import { z } from 'zod';
import { Answers, CurrentCaller, IdempotencyKey, PathId } from '../http';
import { contentDisposition } from './content-disposition';
import { TakesUpload, UploadedDocument } from './upload';

/** What a browser shows without an office program; everything else is always an attachment. */
const SHOWN_INLINE = new Set(['application/pdf', 'text/plain', 'image/png', 'image/jpeg']);
const ContentQuery = z.strictObject({ disposition: z.enum(['attachment', 'inline']).default('attachment') });
const Fields = NewDocumentFields.strict();
const ListQuery = DocumentQuery.strict();
const Comparison = ComparisonQuery.strict();
/** What can be wrong with a file that somebody sends. */
export const FILE_PROBLEMS = [
  'documentMissing',
  'documentTooLarge',
  'documentKind',
  'documentInfected',
  'virusScannerAway',
  'documentStoreAway',
  'uploadsBusy',
  'projectClosed',
] as const;

/** What is no number of a version is unknown like any other. */
export function versionNumber(text: string): number {
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new DomainError('notFound');
  return Number(text);
}

@Controller()
export class DocumentsController {
  constructor(private readonly documents: DocumentsService) {}

  @Post('projects/:id/documents')
  @TakesUpload(Fields)
  @Answers(DocumentSummary, {
    status: 201,
    problems: ['notFound', 'notLead', ...FILE_PROBLEMS, 'documentKindUnknown', 'idempotencyKeyReused'],
  })
  add(
    @CurrentCaller() caller: Caller,
    @IdempotencyKey() key: string,
    @PathId() projectId: string,
    @UploadedDocument() upload: Upload,
    @Body({ schema: Fields }) { title, kind }: NewDocumentFields,
  ): Promise<DocumentSummary> {
    return this.documents.add(caller, key, { projectId, title, kind, upload });
  }

  @Get('projects/:id/documents')
  @Answers(pageOf(DocumentSummary), { problems: ['notFound'] })
  list(
    @CurrentCaller() caller: Caller,
    @PathId() projectId: string,
    @Query({ schema: ListQuery }) query: DocumentQuery,
  ): Promise<Page<DocumentSummary>> {
    return this.documents.list(caller, projectId, query);
  }

  @Get('document-kinds')
  @Answers(z.object({ items: z.array(DocumentKind) }))
  async kinds(@CurrentCaller() caller: Caller): Promise<{ items: DocumentKind[] }> {
    return { items: await this.documents.kinds(caller) };
  }

  @Get('documents/:id')
  @Answers(DocumentSummary, { problems: ['notFound'] })
  get(@CurrentCaller() caller: Caller, @PathId() id: string): Promise<DocumentSummary> {
    return this.documents.get(caller, id);
  }

  @Get('documents/:id/comparison')
  @Answers(TextComparison, { problems: ['notFound'] })
  compare(
    @CurrentCaller() caller: Caller,
    @PathId() id: string,
    @Query({ schema: Comparison }) query: ComparisonQuery,
  ): Promise<TextComparison> {
    return this.documents.compare(caller, id, query);
  }

  @Get('documents/:id/versions/:number/content')
  @ApiParam({ name: 'number', schema: { type: 'integer', minimum: 1 } })
  @ApiProduces(...Object.keys(DOCUMENT_TYPES))
  @Answers(null, { status: 200, problems: ['notFound', 'documentStoreAway'] })
  async content(
    @CurrentCaller() caller: Caller,
    @PathId() id: string,
    @Param('number') number: string,
    @Query({ schema: ContentQuery }) { disposition }: z.infer<typeof ContentQuery>,
    @Res() response: Response,
  ): Promise<void> {
    const { version, bytes } = await this.documents.content(caller, id, versionNumber(number));
    const { mediaType, fileName, sha256, size } = version;
    const isShown = disposition === 'inline' && SHOWN_INLINE.has(mediaType);
    response.set({
      'content-type': mediaType.startsWith('text/') ? `${mediaType}; charset=utf-8` : mediaType,
      'content-length': String(size),
      'content-disposition': contentDisposition(isShown ? 'inline' : 'attachment', fileName),
      'content-security-policy': "default-src 'none'; sandbox",
      'x-content-type-options': 'nosniff',
      etag: `"${sha256}"`,
    });
    await pipeline(bytes, response).catch((error: NodeJS.ErrnoException) => {
      // A reader who goes away in the middle is no fault.
      if (error.code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error;
    });
  }
}
