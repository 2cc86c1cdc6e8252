import { Controller, Get, Param, Res, UseFilters } from '@nestjs/common';
import type { Response } from 'express';
import { Problem, ProblemFilter } from '#http-server';
import { sendPage } from './message-page.filter.js';
import { messagePage, pageHeaders } from './page.js';
import { WebFiles } from './web-files.js';

/** The portal's own code may load and call the portal, and nothing else. */
const INDEX_HEADERS = {
  ...pageHeaders({
    'script-src': ["'self'"],
    'style-src': ["'self'"],
    'img-src': ["'self'"],
    'connect-src': ["'self'"],
    'form-action': ["'self'"],
  }),
  'Cross-Origin-Opener-Policy': 'same-origin',
};

/** The pages of the portal. */
@Controller()
@UseFilters(new ProblemFilter())
export class WebController {
  constructor(private readonly files: WebFiles) {}

  @Get(['', 'sign-in'])
  index(@Res() response: Response) {
    const body = this.files.index;
    if (body) response.set(INDEX_HEADERS).end(body);
    else
      sendPage(
        response,
        messagePage(503, { title: 'Not ready', sentence: 'The pages of the portal are not built.' }),
      );
  }

  @Get('assets/:name')
  asset(@Param('name') name: string, @Res() response: Response) {
    const file = this.files.asset(name);
    if (!file) throw new Problem(404, 'There is no such file.');
    // Their names hold a hash of their content.
    response.set({
      'Content-Type': file.type,
      'Cache-Control': 'public, max-age=31536000, immutable',
      'X-Content-Type-Options': 'nosniff',
      'Cross-Origin-Resource-Policy': 'same-origin',
    });
    response.end(file.content);
  }
}
