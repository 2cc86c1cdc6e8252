import { Body, Get, Inject, Param, Patch, Post, StreamableFile } from '@nestjs/common';
import * as z from 'zod';
import { FileVersions, type Requester } from '#files';
import { ADMIN_OPTIONS, type AdminOptions } from './admin-options.js';
import { downloadOf } from './download-of.js';
import { ApplicationController } from './endpoint/admin-controller.js';
import { Endpoint, wholly } from './endpoint/endpoint.js';
import { IfMatch } from './endpoint/entity-tag.js';
import { IfUnchanged } from './endpoint/if-unchanged.js';
import { bigintText, moment, uuid } from './endpoint/forms.js';

const FileParam = z.object({ file: uuid });
type FileParam = z.output<typeof FileParam>;
const VersionParam = FileParam.extend({ version: z.string().regex(/^[1-9]\d{0,17}$/, 'is not a version') });
type VersionParam = z.output<typeof VersionParam>;

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
    private readonly unchanged: IfUnchanged,
  ) {
    this.#everything = { tenantId };
  }

  @Get()
  @Endpoint({
    summary: 'The versions of a file, newest first',
    needs: 'versions.read',
    answer: z.object({ versions: z.array(VersionForm) }),
    refusals: [404],
  })
  async list(@Param({ schema: FileParam }) { file }: FileParam) {
    return { versions: await this.versions.list(this.#everything, file) };
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
