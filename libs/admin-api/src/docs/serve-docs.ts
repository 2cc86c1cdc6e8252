import { createRequire } from 'node:module';
import * as path from 'node:path';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { Request, Response } from 'express';
import { ADMIN_PREFIX } from '../endpoint/admin-controller.js';
import { apiDocument } from '../endpoint/api-document.js';
import { DOCS_PAGE, DOCS_POLICY, DOCS_SCRIPT } from './docs-page.js';

const SWAGGER_UI = path.dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'));

/** Serves the API document and a page that shows it; neither needs a key, since they name nobody and nothing. */
export function serveDocs(app: NestExpressApplication): void {
  let document: ReturnType<typeof apiDocument> | undefined;
  const get = (target: string, answer: (response: Response) => unknown) =>
    app.use(`/${ADMIN_PREFIX}/${target}`, (request: Request, response: Response, next: () => void) => {
      const exact = request.method === 'GET' && request.path === '/' && !request.originalUrl.endsWith('/');
      if (!exact) return next();
      response.setHeader('Content-Security-Policy', DOCS_POLICY);
      response.setHeader('X-Content-Type-Options', 'nosniff');
      response.setHeader('Referrer-Policy', 'no-referrer');
      return answer(response);
    });
  get('openapi.json', async (response) => response.json(await (document ??= apiDocument(app))));
  get('docs', (response) => response.type('html').send(DOCS_PAGE));
  get('docs/show.js', (response) => response.type('js').send(DOCS_SCRIPT));
  for (const file of ['swagger-ui.css', 'swagger-ui-bundle.js'])
    get(`docs/${file}`, (response) => response.sendFile(file, { root: SWAGGER_UI }));
}
