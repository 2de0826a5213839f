import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { type Config, readConfig } from '@querraum/server';
import { DEMO_ISSUER, DEMO_PEOPLE, type TestDatabase } from '@querraum/server/testing';
import type { JWTPayload } from 'jose';
import type { DestinationStream } from 'pino';
import { createApp } from '../http/create-app';
import { accessTokenClaims, startIssuer, type TestIssuer } from './issuer';

type Method = 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';

export interface RequestOptions {
  /** Username of a demo person, or a whole token. */
  as?: string | { token: string };
  body?: unknown;
  form?: FormData;
  /** Idempotency-Key; every command gets a fresh one where none is given, `null` sends none. */
  key?: string | null;
  headers?: Record<string, string>;
}

export interface Answer<T = unknown> {
  status: number;
  headers: Headers;
  text: string;
  /** The parsed answer; what it must look like is what the test says. */
  body: T;
}

export interface TestApi {
  url: string;
  app: NestExpressApplication;
  issuer: TestIssuer;
  tokenFor(username: string, overrides?: JWTPayload): Promise<string>;
  request<T = unknown>(method: Method, path: string, options?: RequestOptions): Promise<Answer<T>>;
  close(): Promise<void>;
}

/** The real application on a free port, with a real issuer, over the database of this test file. */
export async function startTestApi(
  database: TestDatabase,
  settings: Record<string, string> = {},
  logTo?: DestinationStream,
): Promise<TestApi> {
  const issuer = await startIssuer(DEMO_ISSUER);
  const documents = await mkdtemp(join(tmpdir(), 'querraum-documents-'));
  const app = await createApp(configFor(database, issuer, documents, settings), logTo);
  await app.listen(0, '127.0.0.1');
  const url = `${(await app.getUrl()).replace('[::1]', '127.0.0.1')}/api/v1`;

  const tokenFor = (username: string, overrides: JWTPayload = {}) => {
    const subject = DEMO_PEOPLE[username]?.subject;
    if (!subject) throw new Error(`${username} is nobody of the demo organisation`);
    return issuer.sign({ ...accessTokenClaims(DEMO_ISSUER, subject), ...overrides });
  };
  return {
    url,
    app,
    issuer,
    tokenFor,
    async request<T>(method: Method, path: string, options: RequestOptions = {}): Promise<Answer<T>> {
      const token = typeof options.as === 'string' ? await tokenFor(options.as) : options.as?.token;
      const key = options.key === undefined && method !== 'GET' ? crypto.randomUUID() : options.key;
      const response = await fetch(`${url}${path}`, {
        method,
        redirect: 'manual',
        headers: {
          ...(token && { authorization: `Bearer ${token}` }),
          ...(key && { 'idempotency-key': key }),
          ...(options.body !== undefined && { 'content-type': 'application/json' }),
          ...options.headers,
        },
        body: options.form ?? (options.body === undefined ? undefined : JSON.stringify(options.body)),
      });
      const text = await response.text();
      const isJson = /json/.test(response.headers.get('content-type') ?? '') && text !== '';
      return {
        status: response.status,
        headers: response.headers,
        text,
        body: (isJson ? JSON.parse(text) : undefined) as T,
      };
    },
    async close() {
      await app.close();
      await issuer.close();
      await rm(documents, { recursive: true, force: true });
    },
  };
}

function configFor(
  database: TestDatabase,
  issuer: TestIssuer,
  documents: string,
  settings: Record<string, string>,
): Config {
  return readConfig({
    NODE_ENV: 'test',
    DATABASE_URL: database.urls.api,
    DATABASE_POOL: '10',
    PORT: '0',
    ISSUER: issuer.issuer,
    JWKS_URL: issuer.jwksUrl,
    DOCUMENT_STORE: documents,
    QUEUE_BACKEND: 'inline',
    TEST_CLOCK: 'on',
    DEMO: 'on',
    LOG_LEVEL: 'error',
    ...settings,
  });
}
