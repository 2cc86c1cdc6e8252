import * as path from 'node:path';
import type { Request } from 'express';
import type { OpenedSession } from '#files';
import { hostPage, type HostPage, withClientParameters } from './host-page.js';
import { messagePage, type Page } from './page.js';
import { queryOf } from './request-values.js';

/** The host page of a session, or a message where no client opens the file's type. */
export function openedPage(
  opened: OpenedSession,
  request: Request,
  links: Pick<HostPage, 'closeUrl' | 'editUrl'> = {},
): Page {
  if (opened.actionUrl === undefined) return noEditor(opened, request, links.closeUrl);
  const actionUrl = withClientParameters(opened.actionUrl, queryOf(request));
  return hostPage({ ...opened, ...links, actionUrl });
}

function noEditor({ fileName, action }: OpenedSession, request: Request, closeUrl: string | undefined): Page {
  const type = path.extname(fileName);
  const files = type === '' ? 'files without an extension' : `files of the type ${type}`;
  const message = {
    title: fileName,
    sentence:
      action === 'edit' ? `No editor is configured for ${files}.` : `No viewer is configured for ${files}.`,
  };
  if (closeUrl === undefined) return messagePage(422, message);
  const view = { href: addressWithAction(request, 'view'), text: 'Try to view it' };
  const back = { href: closeUrl, text: 'Go to the files' };
  return messagePage(422, message, action === 'edit' ? [view, back] : [back]);
}

/** The address of the request, asking for another action. */
export function addressWithAction(request: Request, action: 'view' | 'edit'): string {
  const address = new URL(request.originalUrl, 'http://portal.invalid');
  address.searchParams.set('action', action);
  return address.pathname + address.search;
}
