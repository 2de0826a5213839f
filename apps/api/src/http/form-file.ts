import {
  applyDecorators,
  type CallHandler,
  createParamDecorator,
  type ExecutionContext,
  type NestInterceptor,
  UseInterceptors,
} from '@nestjs/common';
import { ApiBody, ApiConsumes } from '@nestjs/swagger';
import { DomainError } from '@querraum/server';
import type { Request, Response } from 'express';
import multer, { MulterError } from 'multer';
import type { Observable } from 'rxjs';
import { z } from 'zod';
import { InvalidInput } from './invalid-input';
import { readForm } from './read-form';

const LIMITS = { files: 1, fields: 5, parts: 6, fieldNameSize: 100, fieldSize: 1000 };
const MEGABYTE = 1024 * 1024;

/** Reads the one small file of a form into memory: it is understood in one piece and kept nowhere. */
class FormFileInterceptor implements NestInterceptor {
  private readonly read;

  constructor(private readonly limit: number) {
    this.read = multer({ storage: multer.memoryStorage(), limits: { ...LIMITS, fileSize: limit } }).single('file');
  }

  async intercept(context: ExecutionContext, next: CallHandler): Promise<Observable<unknown>> {
    const http = context.switchToHttp();
    await readForm(this.read, http.getRequest<Request>(), http.getResponse<Response>(), (error) =>
      problemOf(error, this.limit),
    );
    return next.handle();
  }
}

export const UploadedFormFile = createParamDecorator((_: unknown, context: ExecutionContext): Buffer => {
  const { file } = context.switchToHttp().getRequest<Request>();
  if (!file) throw new DomainError('documentMissing');
  return file.buffer;
});

/** A route that takes a form with one file of at most so many bytes, `file`, and these fields beside it. */
export function TakesFormFile(limit: number, fields: z.ZodObject) {
  const { properties, required } = z.toJSONSchema(fields, { io: 'input' });
  return applyDecorators(
    UseInterceptors(new FormFileInterceptor(limit)),
    ApiConsumes('multipart/form-data'),
    ApiBody({
      schema: {
        type: 'object',
        properties: { file: { type: 'string', format: 'binary' }, ...(properties as Record<string, object>) },
        required: ['file', ...(required ?? [])],
        additionalProperties: false,
      },
    }),
  );
}

function problemOf(error: Error, limit: number): Error {
  if (!(error instanceof MulterError))
    return new InvalidInput([{ code: 'custom', path: ['file'], message: error.message }]);
  if (error.code === 'LIMIT_FILE_SIZE') return new DomainError('documentTooLarge', { limit: limit / MEGABYTE });
  return new InvalidInput([{ code: 'custom', path: [error.field ?? 'file'], message: error.message }]);
}
