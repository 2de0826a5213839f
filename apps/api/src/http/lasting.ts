import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import type { Request, Response } from 'express';

const ONE_DAY_S = 86_400;

/** Reference data that is the same for everybody: kept by the browser, asked for again with its ETag, sent compressed. */
export function sendLasting(request: Request, response: Response, content: unknown): void {
  const text = JSON.stringify(content);
  const tag = `"${createHash('sha256').update(text).digest('base64url')}"`;
  response.set({ etag: tag, vary: 'accept-encoding', 'cache-control': `private, max-age=${ONE_DAY_S}` });
  if (request.headers['if-none-match'] === tag) return void response.status(304).end();
  response.type('json');
  if (!request.acceptsEncodings('gzip')) return void response.send(text);
  response.set('content-encoding', 'gzip').send(gzipSync(text));
}
