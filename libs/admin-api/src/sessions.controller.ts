import { Body, Delete, Get, Inject, Param, Post, Query, Req } from '@nestjs/common';
import type { Request } from 'express';
import * as z from 'zod';
import { OpenSession } from '#files';
import { Problem } from '#http-server';
import { type Denial, DENIALS } from '#tokens';
import { ADMIN_OPTIONS, type AdminOptions } from './admin-options.js';
import { ApplicationController } from './endpoint/admin-controller.js';
import { Endpoint } from './endpoint/endpoint.js';
import { IdParam, moment, uuid } from './endpoint/forms.js';
import { filterText, pageForm, pageMembers } from './endpoint/paging.js';
import { EndSessions } from './end-sessions.js';
import { People } from './people.js';
import { SESSIONS } from './persistence/listings.sql.js';
import { PagesRepository } from './persistence/pages.repository.js';

const denials = Object.keys(DENIALS) as [Denial, ...Denial[]];

const NewSession = z.strictObject({
  file: uuid,
  user: z.string('must be a login'),
  action: z.enum(['edit', 'view']).default('edit'),
  client: z.string().optional().meta({ description: 'Name of a WOPI client; the first that opens the type' }),
  direct: z.boolean().optional().meta({ description: 'Without the proxy' }),
  deny: z.array(z.enum(denials)).optional(),
});
type NewSession = z.output<typeof NewSession>;

const SessionForm = z.object({
  sessionId: z.guid(),
  wopiSrc: z.string(),
  accessToken: z.string(),
  accessTokenTtl: z.number().meta({ description: 'Moment of expiry in milliseconds since 1970' }),
  hostPageUrl: z
    .string()
    .optional()
    .meta({ description: 'Opens the editor without a sign-in for 15 minutes' }),
  actionUrl: z.string().optional(),
  favIconUrl: z.string().optional(),
  appName: z.string().optional(),
  clientOrigins: z.array(z.string()),
  fileName: z.string(),
  action: z.enum(['edit', 'view']),
  profile: z.string(),
  userId: z.string(),
  ownerId: z.string(),
});

const Revocation = z
  .strictObject({
    session: uuid.optional(),
    file: uuid.optional(),
    user: z.string('must be a login').optional(),
    all: z
      .literal(true)
      .optional()
      .meta({ description: 'All live sessions of the tenant; nothing else is named then' }),
  })
  .refine(
    ({ session, file, user, all }) => Boolean(session || file || user) !== Boolean(all),
    'Say which sessions: session, file or user, or all.',
  );
type Revocation = z.output<typeof Revocation>;

const LiveSession = z.object({
  id: z.guid(),
  fileId: z.guid().optional(),
  fileName: z.string().optional(),
  containerId: z.guid().optional(),
  userId: z.guid(),
  user: z.string().meta({ description: 'Login' }),
  client: z.string(),
  action: z.enum(['edit', 'view']),
  route: z.enum(['direct', 'proxy']),
  openedAt: moment,
  expiresAt: moment,
});

const SessionsQuery = z.strictObject({
  ...pageMembers(LiveSession, ['-openedAt', 'expiresAt', 'user']),
  user: filterText.meta({ description: 'Login' }),
  file: uuid.optional(),
  client: filterText,
});
type SessionsQuery = z.output<typeof SessionsQuery>;

/** Sessions of people in an editor: opened by an application that vouches for them, and ended. */
@ApplicationController('sessions')
export class SessionsController {
  constructor(
    @Inject(ADMIN_OPTIONS) private readonly options: AdminOptions,
    private readonly people: People,
    private readonly openSession: OpenSession,
    private readonly ending: EndSessions,
    private readonly pages: PagesRepository,
  ) {}

  @Get()
  @Endpoint({
    summary: 'Live sessions, the last opened first',
    needs: 'sessions.read',
    answer: pageForm('sessions', LiveSession),
  })
  async list(@Query({ schema: SessionsQuery }) { user, file, client, ...page }: SessionsQuery) {
    const values = [this.options.tenantId, user, file, client];
    const { rows, next } = await this.pages.read(SESSIONS, values, page);
    return { sessions: rows, next };
  }

  @Post()
  @Endpoint({
    summary: 'Open a session of a person whom the caller vouches for',
    needs: 'sessions.open',
    answer: SessionForm,
    refusals: [404],
  })
  async open(@Body({ schema: NewSession }) body: NewSession, @Req() request: Request) {
    const { file, user, ...wish } = body;
    const actor = await this.people.actorFor(user, request.ip);
    return this.openSession.open(actor, { ...wish, fileId: file, vouched: true });
  }

  @Delete(':id')
  @Endpoint({ summary: 'End a session', needs: 'sessions.revoke', status: 204, refusals: [404] })
  async end(@Param({ schema: IdParam }) { id }: IdParam): Promise<void> {
    if ((await this.ending.run({ sessionId: id })) > 0) return;
    throw new Problem(404, 'There is no such session, or it has ended.');
  }

  @Post('revoke')
  @Endpoint({
    summary: 'End the sessions of a file, of a person, of both, or all',
    needs: 'sessions.revoke',
    status: 200,
    answer: z.object({ revoked: z.int() }),
    refusals: [404],
  })
  async revoke(@Body({ schema: Revocation }) { session, file, user, all }: Revocation) {
    return { revoked: await this.ending.run({ sessionId: session, fileId: file, login: user, all }) };
  }
}
