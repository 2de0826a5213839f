import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException } from '@nestjs/common';
import {
  PROBLEMS,
  type ProblemBody,
  type ProblemCode,
  type ProblemDetails,
  problemMessage,
  problemTitle,
} from '@querraum/contracts';
import { becauseOf, DomainError } from '@querraum/server';
import type { Request, Response } from 'express';
import { PinoLogger } from 'nestjs-pino';
import { InvalidInput, type Issue, wordIssue } from './invalid-input';
import { requestIdOf } from './request-id';

interface Problem {
  code: ProblemCode;
  details: ProblemDetails;
  /** Differs from the code's own only for what the framework refuses. */
  status: number;
  more?: DomainError['more'];
}

/**
 * Refused on purpose, before anything was asked: a crowd is counted (`querraum_crowded_requests_total`), and a line for each of
 * thousands would be one more load. Every other 503 stands where the line of an answered request would.
 */
const TURNED_AWAY: ReadonlySet<ProblemCode> = new Set<ProblemCode>(['crowded', 'ending']);
const BODY_LIMIT_MB = 1;
const UPLOAD_LIMIT_MB = 25;

/** The one place that turns a failure into an answer. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(private readonly logger: PinoLogger) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const request = http.getRequest<Request>();
    const response = http.getResponse<Response>();
    const problem = problemOf(error, request);
    this.writeDown(error, problem, requestIdOf(request));
    // Too late for an answer: a cut connection tells the client that what it has is not whole.
    if (response.headersSent) response.destroy();
    else sendProblem(request, response, problem, error instanceof InvalidInput ? error.issues : undefined);
  }

  private writeDown(error: unknown, { code, status }: Problem, requestId: string): void {
    if (code === 'internal') this.logger.error({ err: error, requestId }, 'unexpected');
    if (status !== 503 || TURNED_AWAY.has(code)) return;
    const because = error instanceof DomainError ? becauseOf(error) : undefined;
    this.logger.warn({ code, because, requestId }, 'not possible for now');
  }
}

/** Beside the API and the pages of the web app there is nothing. */
export function answerUnknownPath(request: Request, response: Response): void {
  sendProblem(request, response, { code: 'notFound', details: {}, status: 404 });
}

function sendProblem(request: Request, response: Response, problem: Problem, issues?: readonly Issue[]): void {
  const { code, details, status, more } = problem;
  const requestId = requestIdOf(request);
  const language = request.acceptsLanguages('de', 'en') === 'en' ? 'en' : 'de';
  const errors = issues?.map((issue) => wordIssue(issue, language));
  const summary = errors?.map(({ path, message }) => (path === '' ? message : `${path}: ${message}`)).join('; ');
  const body: ProblemBody = {
    type: `urn:querraum:problem:${code}`,
    title: problemTitle(status, language),
    status,
    code,
    detail: problemMessage(code, { ...details, requestId, ...(summary && { summary }) }, language),
    instance: `urn:uuid:${requestId}`,
    requestId,
    ...(errors && { errors }),
    ...more,
  };
  if (status === 401) response.setHeader('www-authenticate', challenge(code));
  if (status === 503 || status === 429) response.setHeader('retry-after', '2');
  response.removeHeader('content-disposition');
  response.removeHeader('etag');
  response
    .status(status)
    .setHeader('content-type', 'application/problem+json; charset=utf-8')
    .setHeader('content-language', language)
    .vary('accept-language')
    .end(JSON.stringify(body));
}

const challenge = (code: ProblemCode): string =>
  code === 'signInExpired' || code === 'signInEnded' ? 'Bearer error="invalid_token"' : 'Bearer';

function problemOf(error: unknown, request: Request): Problem {
  if (error instanceof DomainError)
    return { code: error.code, details: error.details, status: PROBLEMS[error.code].status, more: error.more };
  const status = statusOf(error);
  if (status === undefined || status >= 500) return { code: 'internal', details: {}, status: 500 };
  return { ...frameworkProblem(status, error, request), status };
}

/** What Nest, Express and the readers of bodies refuse before any of our own code is asked. */
function frameworkProblem(status: number, error: unknown, request: Request): Omit<Problem, 'status'> {
  if (status === 401) return { code: 'notSignedIn', details: {} };
  if (status === 404) return { code: 'notFound', details: {} };
  if (status === 413) {
    const limit = request.is('multipart/form-data') ? UPLOAD_LIMIT_MB : BODY_LIMIT_MB;
    return { code: 'documentTooLarge', details: { limit } };
  }
  return { code: 'invalidInput', details: { summary: error instanceof Error ? error.message : '' } };
}

function statusOf(error: unknown): number | undefined {
  if (error instanceof HttpException) return error.getStatus();
  const known = error as { expose?: unknown; status?: unknown; name?: unknown; code?: unknown };
  if (known?.name === 'MulterError') return known.code === 'LIMIT_FILE_SIZE' ? 413 : 400;
  return known?.expose === true && typeof known.status === 'number' ? known.status : undefined;
}
