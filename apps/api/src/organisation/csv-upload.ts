import {
  applyDecorators,
  type CallHandler,
  createParamDecorator,
  type ExecutionContext,
  Injectable,
  type NestInterceptor,
  UseInterceptors,
} from '@nestjs/common';
import { ApiBody, ApiConsumes } from '@nestjs/swagger';
import { IMPORT_LIMIT_BYTES } from '@querraum/contracts';
import { DomainError } from '@querraum/server';
import type { Request, Response } from 'express';
import multer, { MulterError } from 'multer';
import type { Observable } from 'rxjs';
import { z } from 'zod';
import { InvalidInput } from '../http';

const LIMITS = { fileSize: IMPORT_LIMIT_BYTES, files: 1, fields: 5, parts: 6, fieldNameSize: 100, fieldSize: 1000 };
const MEGABYTE = 1024 * 1024;

/** Reads the one small file of a form into memory: it is understood in one piece and kept nowhere. */
@Injectable()
export class CsvInterceptor implements NestInterceptor {
  private readonly read = multer({ storage: multer.memoryStorage(), limits: LIMITS }).single('file');

  async intercept(context: ExecutionContext, next: CallHandler): Promise<Observable<unknown>> {
    const http = context.switchToHttp();
    await new Promise<void>((resolve, reject) => {
      this.read(http.getRequest<Request>(), http.getResponse<Response>(), (error: unknown) =>
        error instanceof Error ? reject(problemOf(error)) : resolve(),
      );
    });
    return next.handle();
  }
}

export const UploadedCsv = createParamDecorator((_: unknown, context: ExecutionContext): Buffer => {
  const { file } = context.switchToHttp().getRequest<Request>();
  if (!file) throw new DomainError('documentMissing');
  return file.buffer;
});

/** A route that takes a form with one CSV file, `file`, and these fields beside it. */
export function TakesCsv(fields: z.ZodObject) {
  const { properties, required } = z.toJSONSchema(fields, { io: 'input' });
  return applyDecorators(
    UseInterceptors(CsvInterceptor),
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

function problemOf(error: Error): Error {
  if (!(error instanceof MulterError))
    return new InvalidInput([{ code: 'custom', path: ['file'], message: error.message }]);
  if (error.code === 'LIMIT_FILE_SIZE')
    return new DomainError('documentTooLarge', { limit: IMPORT_LIMIT_BYTES / MEGABYTE });
  return new InvalidInput([{ code: 'custom', path: [error.field ?? 'file'], message: error.message }]);
}
