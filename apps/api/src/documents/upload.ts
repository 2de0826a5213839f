import {
  applyDecorators,
  createParamDecorator,
  Injectable,
  UseInterceptors,
  type CallHandler,
  type ExecutionContext,
  type NestInterceptor,
} from '@nestjs/common';
import { ApiBody, ApiConsumes } from '@nestjs/swagger';
import { DOCUMENT_LIMIT_BYTES } from '@querraum/contracts';
import { DocumentStore, DomainError, tooLarge, type ReceivedFile, type Upload } from '@querraum/server';
import type { Request, RequestHandler, Response } from 'express';
import multer, { MulterError, type StorageEngine } from 'multer';
import { from, lastValueFrom, type Observable } from 'rxjs';
import { z } from 'zod';
import { callerOf, InvalidInput, readForm } from '../http';
import { UploadGate } from './upload-gate';

const LIMITS = {
  fileSize: DOCUMENT_LIMIT_BYTES,
  files: 1,
  fields: 10,
  parts: 11,
  fieldNameSize: 100,
  fieldSize: 100_000,
  headerPairs: 20,
};

type FormFile = Express.Multer.File & Partial<Pick<ReceivedFile, 'sha256'>>;

const uploads = new WeakMap<Request, Upload>();
/** What is being written; the reader of forms does not wait for it when a form breaks off. */
const arriving = new WeakMap<object, Promise<ReceivedFile>>();

/** Reads the one file of a form into the store, never into memory, and takes it away again when the request is over. */
@Injectable()
export class UploadInterceptor implements NestInterceptor {
  private readonly read: RequestHandler;

  constructor(
    private readonly store: DocumentStore,
    private readonly gate: UploadGate,
  ) {
    this.read = multer({ storage: engine(store), limits: LIMITS, defParamCharset: 'utf8' }).single('file');
  }

  async intercept(context: ExecutionContext, next: CallHandler): Promise<Observable<unknown>> {
    const http = context.switchToHttp();
    const request = http.getRequest<Request>();
    const { issuer, subject } = callerOf(request);
    const leave = await this.gate.enter(`${issuer} ${subject}`, request);
    try {
      const path = await this.receive(request, http.getResponse<Response>());
      // What came in is gone before the answer goes out.
      return from(lastValueFrom(next.handle(), { defaultValue: undefined }).finally(() => this.clear(path, leave)));
    } catch (error) {
      const refusal = await this.withdraw(request);
      leave();
      throw refusal ?? error;
    }
  }

  /**
   * Nothing of a refused form is left when the answer goes out. Why the store refused the file, if it did: a form whose file is
   * no longer taken breaks off, and may say so first.
   */
  private async withdraw(request: Request): Promise<DomainError | undefined> {
    try {
      const file = await arriving.get(request);
      if (file) await this.store.discard(file.path);
      return undefined;
    } catch (error) {
      return error instanceof DomainError ? error : undefined;
    }
  }

  private async clear(path: string, leave: () => void): Promise<void> {
    try {
      await this.store.discard(path);
    } finally {
      leave();
    }
  }

  private async receive(request: Request, response: Response): Promise<string> {
    await readForm(this.read, request, response, problemOf);
    const file: FormFile | undefined = request.file;
    if (!file?.sha256) throw new DomainError('documentMissing');
    const { path, size, sha256, originalname: fileName } = file;
    uploads.set(request, { path, size, sha256, fileName });
    return path;
  }
}

/** The file of the form, on disk but not yet checked. */
export const UploadedDocument = createParamDecorator((_: unknown, context: ExecutionContext): Upload => {
  const upload = uploads.get(context.switchToHttp().getRequest<Request>());
  if (!upload) throw new DomainError('documentMissing');
  return upload;
});

/** A route that takes a form with one file, `file`, and these fields beside it. */
export function TakesUpload(fields: z.ZodObject) {
  const { properties, required } = z.toJSONSchema(fields, { io: 'input' });
  const file = { type: 'string', format: 'binary' };
  return applyDecorators(
    UseInterceptors(UploadInterceptor),
    ApiConsumes('multipart/form-data'),
    ApiBody({
      schema: {
        type: 'object',
        properties: { file, ...(properties as Record<string, object>) },
        required: ['file', ...(required ?? [])],
        additionalProperties: false,
      },
    }),
  );
}

function engine(store: DocumentStore): StorageEngine {
  return {
    _handleFile(request, { stream }, done) {
      const received = store.receive(stream);
      arriving.set(request, received);
      received.then((file) => done(null, file), done);
    },
    _removeFile(_request, { path }, done) {
      store.discard(path).then(() => done(null), done);
    },
  };
}

/** What the reader of forms refuses is bad input; only what the disk refuses is our own fault. */
function problemOf(error: Error): Error {
  if (error instanceof MulterError && error.code === 'LIMIT_FILE_SIZE') return tooLarge();
  if (error instanceof DomainError || 'syscall' in error) return error;
  const field = error instanceof MulterError ? (error.field ?? 'file') : 'file';
  return new InvalidInput([{ code: 'custom', path: [field], message: error.message }]);
}
