import { createRequire } from 'node:module';
import * as path from 'node:path';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { Request, Response } from 'express';
import { PREFIXES } from '../endpoint/admin-controller.js';
import { apiDocuments, TITLES } from '../endpoint/api-document.js';
import { DOCS_POLICY, DOCS_SCRIPT, docsPage } from './docs-page.js';

const SWAGGER_UI = path.dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'));

/** Serves the documents of the APIs and pages that show them; none needs a key, since they name nobody and nothing. */
export function serveDocs(app: NestExpressApplication): void {
  let documents: ReturnType<typeof apiDocuments> | undefined;
  for (const prefix of PREFIXES) {
    const get = (target: string, answer: (response: Response) => unknown) =>
      app.use(`/${prefix}/${target}`, (request: Request, response: Response, next: () => void) => {
        const exact = request.method === 'GET' && request.path === '/' && !request.originalUrl.endsWith('/');
        if (!exact) return next();
        response.setHeader('Content-Security-Policy', DOCS_POLICY);
        response.setHeader('X-Content-Type-Options', 'nosniff');
        response.setHeader('Referrer-Policy', 'no-referrer');
        return answer(response);
      });
    get('openapi.json', async (response) => response.json((await (documents ??= apiDocuments(app)))[prefix]));
    get('docs', (response) => response.type('html').send(docsPage(TITLES[prefix])));
    get('docs/show.js', (response) => response.type('js').send(DOCS_SCRIPT));
    for (const file of ['swagger-ui.css', 'swagger-ui-bundle.js'])
      get(`docs/${file}`, (response) => response.sendFile(file, { root: SWAGGER_UI }));
  }
}
