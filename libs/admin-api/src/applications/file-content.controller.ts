import { Get, Inject, Param, Query, StreamableFile } from '@nestjs/common';
import contentDisposition from 'content-disposition';
import * as z from 'zod';
import { PortalFiles } from '#files';
import { ADMIN_OPTIONS, type AdminOptions } from '../admin-options.js';
import { downloadOf } from '../download-of.js';
import { ApplicationController } from '../endpoint/admin-controller.js';
import { Endpoint } from '../endpoint/endpoint.js';
import { IdParam } from '../endpoint/forms.js';
import { ConvertFile } from './convert-file.js';

const Conversion = z.strictObject({
  to: z
    .string('Say the format: add ?to= to the address.')
    .regex(/^[a-z0-9]{1,10}$/, 'is not an extension')
    .meta({ description: 'Extension of the format, such as pdf' }),
});
type Conversion = z.output<typeof Conversion>;

/** What files hold now, as it is or in another format. */
@ApplicationController('files/:id')
export class FileContentController {
  constructor(
    @Inject(ADMIN_OPTIONS) private readonly options: AdminOptions,
    private readonly files: PortalFiles,
    private readonly convertFile: ConvertFile,
  ) {}

  @Get('content')
  @Endpoint({
    summary: 'The content of a file',
    needs: 'content.read',
    types: ['application/octet-stream'],
  })
  async content(@Param({ schema: IdParam }) { id }: IdParam): Promise<StreamableFile> {
    return downloadOf(await this.files.open({ tenantId: this.options.tenantId }, id));
  }

  @Get('conversion')
  @Endpoint({
    summary: 'The content of a file in another format; 409 where no client converts',
    needs: 'content.read',
    types: ['application/octet-stream'],
    refusals: [409, 429, 502],
  })
  async conversion(
    @Param({ schema: IdParam }) { id }: IdParam,
    @Query({ schema: Conversion }) { to }: Conversion,
  ): Promise<StreamableFile> {
    const { stream, name } = await this.convertFile.run(id, to);
    return new StreamableFile(stream, {
      type: 'application/octet-stream',
      disposition: contentDisposition(name),
    });
  }
}
