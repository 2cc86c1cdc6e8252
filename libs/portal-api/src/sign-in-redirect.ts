import type { Request, Response } from 'express';

/** Never kept, so that the sign-in is not asked for again once it is done. */
export function redirectToSignIn(request: Request, response: Response): void {
  const { pathname, search } = new URL(request.originalUrl, 'http://portal.invalid');
  response.set('Cache-Control', 'no-store');
  response.redirect(303, `/sign-in?next=${encodeURIComponent(pathname + search)}`);
}
