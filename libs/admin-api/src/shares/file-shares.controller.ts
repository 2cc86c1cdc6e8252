import { Body, Delete, Get, Param, Put, Query } from '@nestjs/common';
import { AdminController } from '../endpoint/admin-controller.js';
import { Endpoint } from '../endpoint/endpoint.js';
import { IdParam } from '../endpoint/forms.js';
import { pageForm } from '../endpoint/paging.js';
import { ShareChange, ShareForm, ShareParams, SharesQuery } from './share-forms.js';
import { SharedResource } from './shared-resource.js';

/** With whom a file is shared. */
@AdminController('files/:id/shares')
export class FileSharesController {
  constructor(private readonly shared: SharedResource) {}

  @Get()
  @Endpoint({
    summary:
      'Whom a file is shared with, by name: by itself, and by the folders above it, which is `inherited`',
    needs: 'files.read',
    answer: pageForm('shares', ShareForm, 'key'),
    refusals: [404],
  })
  list(@Param({ schema: IdParam }) { id }: IdParam, @Query({ schema: SharesQuery }) page: SharesQuery) {
    return this.shared.list({ kind: 'file', id }, page);
  }

  @Put(':grantee')
  @Endpoint({
    summary: 'Give a person or a group a right on a file, or another one than before',
    needs: 'shares.manage',
    status: 204,
    refusals: [404, 409, 413, 415],
  })
  set(
    @Param({ schema: ShareParams }) params: ShareParams,
    @Body({ schema: ShareChange }) change: ShareChange,
  ): Promise<void> {
    return this.shared.set('file', params, change);
  }

  @Delete(':grantee')
  @Endpoint({
    summary: 'Take the right back: sessions that had theirs by it are refused from the next request on',
    needs: 'shares.manage',
    status: 204,
    refusals: [404],
  })
  remove(@Param({ schema: ShareParams }) params: ShareParams): Promise<void> {
    return this.shared.remove('file', params);
  }
}
