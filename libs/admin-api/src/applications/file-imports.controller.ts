import { Body, Post, Req } from '@nestjs/common';
import type { Request } from 'express';
import * as z from 'zod';
import type { Principal } from '#access';
import { ApplicationController } from '../endpoint/admin-controller.js';
import { Caller } from '../endpoint/caller.js';
import { Endpoint } from '../endpoint/endpoint.js';
import { requireOpenNetwork } from '../endpoint/open-network.js';
import { CreatedFile, NewFile } from '../file-forms.js';
import { People } from '../people.js';
import { ImportFile } from './import-file.js';

const Import = NewFile.extend({
  url: z.string().max(2000).meta({ description: 'https, of a public address; redirects are not followed' }),
  privateNetwork: z
    .boolean()
    .default(false)
    .meta({ description: 'Whether it lies in a private network; only for keys of the installation' }),
});
type Import = z.output<typeof Import>;

/** Files that are fetched from where an application has them. */
@ApplicationController('files/from-url')
export class FileImportsController {
  constructor(
    private readonly people: People,
    private readonly importFile: ImportFile,
  ) {}

  @Post()
  @Endpoint({
    summary: 'Put a file in place with the content of a URL; a name that is taken becomes the next free one',
    needs: 'files.write',
    answer: CreatedFile,
    refusals: [413, 429, 502, 507],
  })
  async import(
    @Caller() caller: Principal,
    @Body({ schema: Import }) { owner, ...wish }: Import,
    @Req() request: Request,
  ) {
    requireOpenNetwork(caller, wish);
    return this.importFile.run(await this.people.actorFor(owner, request.ip), wish);
  }
}
