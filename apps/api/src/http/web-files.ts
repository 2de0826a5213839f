import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { NextFunction, Request, Response } from 'express';
import { nonceOf } from './security-headers';

/** `main-5KQ3NWV2.js`: the name changes with the content, so it may be kept for ever. */
const HASHED = /-[A-Z0-9]{8}\.\w+$/;

/** The built web app; every page of it is the same file, and the router in the browser knows the rest. */
export function serveWebFiles(app: NestExpressApplication, root: string): void {
  const index = readFileSync(resolve(root, 'index.html'), 'utf8');
  app.useStaticAssets(resolve(root), {
    index: false,
    redirect: false,
    setHeaders: (response: Response, path: string) =>
      response.setHeader('cache-control', HASHED.test(path) ? 'public, max-age=31536000, immutable' : 'no-cache'),
  });
  app.use((request: Request, response: Response, next: NextFunction) => {
    const isPage = ['GET', 'HEAD'].includes(request.method) && !request.path.startsWith('/api/');
    // A missing script must not be answered with a page: only who asks for HTML by name gets one.
    const wantsHtml = request.path === '/' || request.get('accept')?.includes('text/html');
    if (!isPage || !wantsHtml) return next();
    const nonce = nonceOf(response);
    response
      .setHeader('cache-control', 'no-store')
      .type('html')
      .send(
        index.replace('<app-root', `<app-root ngCspNonce="${nonce}"`).replaceAll('<style', `<style nonce="${nonce}"`),
      );
  });
}
