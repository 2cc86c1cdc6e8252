import { Body, Get, Inject, Param, Patch, Post, Query, StreamableFile } from '@nestjs/common';
import * as z from 'zod';
import { FileVersions, type Requester } from '#files';
import { ADMIN_OPTIONS, type AdminOptions } from './admin-options.js';
import { downloadOf } from './download-of.js';
import { ApplicationController } from './endpoint/admin-controller.js';
import { Endpoint, wholly } from './endpoint/endpoint.js';
import { IfMatch } from './endpoint/entity-tag.js';
import { IfUnchanged } from './endpoint/if-unchanged.js';
import { bigintText, moment } from './endpoint/forms.js';
import { filterFlag, pageForm, pageMembers } from './endpoint/paging.js';
import { PagesRepository } from './persistence/pages.repository.js';
import { VERSIONS } from './persistence/versions.sql.js';
import { FileParam, VersionParam } from './version-param.js';

const VersionForm = z
  .object({
    version: bigintText,
    size: z.number().meta({ description: 'Bytes' }),
    authorName: z.string(),
    editorNames: z.array(z.string()),
    createdAt: moment,
    origin: z.enum(['created', 'saved', 'restored', 'recovered']),
    restoredFrom: bigintText.optional(),
    saveKind: z.enum(['explicit', 'autosave', 'exit']).optional(),
    label: z.string().optional(),
    pinned: z.boolean(),
    held: z.boolean().meta({ description: 'Under a legal hold' }),
    foldedInto: bigintText
      .optional()
      .meta({ description: 'The later save of its session that stands for it' }),
    current: z.boolean(),
  })
  .meta({ description: 'A version of a file' });

const VersionsQuery = z.strictObject({
  ...pageMembers(VersionForm, ['-version', 'size']),
  pinned: filterFlag,
  held: filterFlag,
  folded: filterFlag.meta({ description: 'Whether a later save of its session stands for it' }),
});
type VersionsQuery = z.output<typeof VersionsQuery>;

const Marks = z
  .strictObject({
    label: z.string().trim().min(1).max(200).nullable().optional(),
    pinned: z.boolean().optional(),
  })
  .refine(({ label, pinned }) => label !== undefined || pinned !== undefined, 'Say a label, or pinned.');
type Marks = z.output<typeof Marks>;

/** The history of files, of deleted ones too. */
@ApplicationController('files/:file/versions')
export class VersionsController {
  /** Whoever may call here may see every file. */
  readonly #everything: Requester;

  constructor(
    @Inject(ADMIN_OPTIONS) { tenantId }: AdminOptions,
    private readonly versions: FileVersions,
    private readonly pages: PagesRepository,
    private readonly unchanged: IfUnchanged,
  ) {
    this.#everything = { tenantId };
  }

  @Get()
  @Endpoint({
    summary: 'The versions of a file, newest first',
    needs: 'versions.read',
    answer: pageForm('versions', VersionForm, 'version'),
    refusals: [404],
  })
  async list(
    @Param({ schema: FileParam }) { file }: FileParam,
    @Query({ schema: VersionsQuery }) { pinned, held, folded, ...page }: VersionsQuery,
  ) {
    await this.versions.requireFile(this.#everything, file);
    const values = [this.#everything.tenantId, file, pinned, held, folded];
    const { rows, next } = await this.pages.read(VERSIONS, values, page);
    return { versions: rows, next };
  }

  @Get(':version')
  @Endpoint({ summary: 'A version', needs: 'versions.read', answer: VersionForm, tag: wholly })
  show(@Param({ schema: VersionParam }) { file, version }: VersionParam) {
    return this.versions.get(this.#everything, file, version);
  }

  @Get(':version/content')
  @Endpoint({
    summary: 'The content of a version',
    needs: 'content.read',
    types: ['application/octet-stream'],
    refusals: [404],
  })
  async content(@Param({ schema: VersionParam }) { file, version }: VersionParam): Promise<StreamableFile> {
    return downloadOf(await this.versions.open(this.#everything, file, version));
  }

  @Post(':version/restore')
  @Endpoint({
    summary: 'Make the content of a version the newest',
    needs: 'versions.manage',
    status: 200,
    answer: z.object({ id: z.guid(), version: bigintText }),
    refusals: [404, 409, 507],
  })
  restore(@Param({ schema: VersionParam }) { file, version }: VersionParam) {
    return this.versions.restore(this.#everything, file, version);
  }

  @Patch(':version')
  @Endpoint({
    summary: 'Label or pin a version: either keeps it whatever the policy says',
    needs: 'versions.manage',
    answer: VersionForm,
    tag: wholly,
  })
  mark(
    @Param({ schema: VersionParam }) { file, version }: VersionParam,
    @IfMatch() ifMatch: string | undefined,
    @Body({ schema: Marks }) marks: Marks,
  ) {
    const shown = () => this.versions.get(this.#everything, file, version);
    const tagged = { row: 'file', values: [this.#everything.tenantId, file], read: shown } as const;
    return this.unchanged.run(ifMatch, tagged, () =>
      this.versions.mark(this.#everything, file, version, marks),
    );
  }
}
