import { Body, Delete, HttpCode, Param, ParseUUIDPipe, Post, Req } from '@nestjs/common';
import { IsArray, IsBoolean, IsIn, IsOptional, IsString, IsUUID } from 'class-validator';
import type { Request } from 'express';
import { OpenSession } from '#files';
import { Problem } from '#http-server';
import { type Denial, DENIALS } from '#tokens';
import { AdminController, NotStored } from './admin-controller.js';
import { EndSessions } from './end-sessions.js';
import { People } from './people.js';

class NewSession {
  @IsUUID(undefined, { message: 'file must be the id of a file' })
  file: string;

  @IsString({ message: 'user must be a login' })
  user: string;

  @IsOptional()
  @IsIn(['edit', 'view'], { message: 'action must be edit or view' })
  action?: 'edit' | 'view';

  @IsOptional()
  @IsString({ message: 'client must be the name of a WOPI client' })
  client?: string;

  @IsOptional()
  @IsBoolean({ message: 'direct must be true or false' })
  direct?: boolean;

  @IsOptional()
  @IsArray({ message: 'deny must be a list' })
  @IsIn(Object.keys(DENIALS), { each: true, message: `deny takes ${Object.keys(DENIALS).join(', ')}` })
  deny?: Denial[];
}

class Revocation {
  @IsOptional()
  @IsUUID(undefined, { message: 'session must be the id of a session' })
  session?: string;

  @IsOptional()
  @IsUUID(undefined, { message: 'file must be the id of a file' })
  file?: string;

  @IsOptional()
  @IsString({ message: 'user must be a login' })
  user?: string;
}

/** Sessions of people in an editor: opened by an application that vouches for them, and ended. */
@AdminController('sessions')
export class SessionsController {
  constructor(
    private readonly people: People,
    private readonly openSession: OpenSession,
    private readonly ending: EndSessions,
  ) {}

  /** `hostPageUrl` of the answer opens the editor in a browser without another sign-in, for a quarter of an hour. */
  @Post()
  @NotStored()
  async open(@Body() body: NewSession, @Req() request: Request) {
    const { file, user, action = 'edit', client, direct, deny } = body;
    const actor = await this.people.actorFor(user, request.ip);
    return this.openSession.open(actor, {
      fileId: file.toLowerCase(),
      action,
      client,
      direct,
      deny,
      vouched: true,
    });
  }

  @Delete(':id')
  @HttpCode(204)
  async end(
    @Param('id', new ParseUUIDPipe({ exceptionFactory: noSuchSession })) sessionId: string,
  ): Promise<void> {
    if ((await this.ending.run({ sessionId: sessionId.toLowerCase() })) === 0) throw noSuchSession();
  }

  @Post('revoke')
  @HttpCode(200)
  async revoke(@Body() { session, file, user }: Revocation): Promise<{ revoked: number }> {
    if (!session && !file && !user) throw new Problem(400, 'Say which sessions: session, file or user.');
    return { revoked: await this.ending.run({ sessionId: session, fileId: file, login: user }) };
  }
}

function noSuchSession(): Problem {
  return new Problem(404, 'There is no such session, or it has ended.');
}
