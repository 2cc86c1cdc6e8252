import { type DynamicModule, Global, Module } from '@nestjs/common';
import { BlobStore } from '#storage';
import { FsBlobStore } from './fs-blob-store.js';

/** Keeps blobs as files below `root`, an absolute path on a disk that all replicas share. */
@Global()
@Module({})
export class FsStorageModule {
  static forRoot({ root }: { readonly root: string }): DynamicModule {
    return {
      module: FsStorageModule,
      providers: [{ provide: BlobStore, useFactory: () => new FsBlobStore(root) }],
      exports: [BlobStore],
    };
  }
}

export { FsBlobStore };
