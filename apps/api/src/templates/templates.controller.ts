import { pipeline } from 'node:stream/promises';
import { Body, Controller, Get, HttpCode, Post, Put, Res } from '@nestjs/common';
import { ApiProduces } from '@nestjs/swagger';
import { DOCUMENT_TYPES, ProjectTemplate, TemplateChange, TemplateEntry, TemplateSummary } from '@querraum/contracts';
import { TemplatesService, type Caller } from '@querraum/server';
import type { Response } from 'express';
import { z } from 'zod';
import { contentDisposition } from '../documents/content-disposition';
import { Answers, CurrentCaller, IdempotencyKey, PathId, Revision } from '../http';

const WRITE = ['adminOnly', 'idempotencyKeyReused', 'kindUnknown', 'templateDocumentUnknown'] as const;
const EDIT = ['adminOnly', 'notFound', 'idempotencyKeyReused', 'revisionRequired', 'revisionConflict'] as const;

/** Templates of projects. */
@Controller('project-templates')
export class TemplatesController {
  constructor(private readonly templates: TemplatesService) {}

  @Get()
  @Answers(z.object({ items: z.array(TemplateSummary) }))
  async list(@CurrentCaller() caller: Caller): Promise<{ items: TemplateSummary[] }> {
    return { items: await this.templates.list(caller) };
  }

  @Get(':id')
  @Answers(ProjectTemplate, { problems: ['notFound'] })
  get(@CurrentCaller() caller: Caller, @PathId() id: string): Promise<ProjectTemplate> {
    return this.templates.get(caller, id);
  }

  @Get(':id/documents/:documentId/content')
  @ApiProduces(...Object.keys(DOCUMENT_TYPES))
  @Answers(null, { status: 200, problems: ['notFound'] })
  async content(
    @CurrentCaller() caller: Caller,
    @PathId() id: string,
    @PathId('documentId') documentId: string,
    @Res() response: Response,
  ): Promise<void> {
    const { file, bytes } = await this.templates.content(caller, id, documentId);
    response.set({
      'content-type': file.mediaType,
      'content-length': String(file.size),
      'content-disposition': contentDisposition('attachment', file.fileName),
      'content-security-policy': "default-src 'none'; sandbox",
      'x-content-type-options': 'nosniff',
    });
    await pipeline(bytes, response).catch((error: NodeJS.ErrnoException) => {
      // A reader who goes away in the middle is no fault.
      if (error.code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error;
    });
  }

  @Post()
  @Answers(ProjectTemplate, { status: 201, problems: WRITE })
  add(
    @CurrentCaller() caller: Caller,
    @IdempotencyKey() key: string,
    @Body({ schema: TemplateEntry }) entry: TemplateEntry,
  ): Promise<ProjectTemplate> {
    return this.templates.add(caller, key, entry);
  }

  @Put(':id')
  @Answers(ProjectTemplate, { problems: [...EDIT, 'kindUnknown', 'templateDocumentUnknown'] })
  change(
    @CurrentCaller() caller: Caller,
    @IdempotencyKey() key: string,
    @PathId() id: string,
    @Revision() revision: number,
    @Body({ schema: TemplateChange }) change: TemplateChange,
  ): Promise<ProjectTemplate> {
    return this.templates.change(caller, key, id, revision, change);
  }

  @Post(':id/release')
  @HttpCode(200)
  @Answers(ProjectTemplate, { problems: [...EDIT, 'projectTemplateNotReleasable'] })
  release(
    @CurrentCaller() caller: Caller,
    @IdempotencyKey() key: string,
    @PathId() id: string,
    @Revision() revision: number,
  ): Promise<ProjectTemplate> {
    return this.templates.release(caller, key, id, revision);
  }

  @Post(':id/retirement')
  @HttpCode(200)
  @Answers(ProjectTemplate, { problems: EDIT })
  retire(
    @CurrentCaller() caller: Caller,
    @IdempotencyKey() key: string,
    @PathId() id: string,
    @Revision() revision: number,
  ): Promise<ProjectTemplate> {
    return this.templates.retire(caller, key, id, revision);
  }
}
