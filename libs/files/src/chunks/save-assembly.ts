import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { StoredBlob } from '#storage';
import {
  CONTENT_LIMITS,
  type ContentProperty,
  MAIN_CONTENT,
  type PutChunkedFileMessage,
  type StreamSignature,
  WopiError,
} from '#wopi-protocol';
import type { RequestContext } from '../file.js';
import { FILES_OPTIONS, type FilesOptions } from '../files-options.js';
import {
  type AssembledBlob,
  type Attachment,
  type FileContent,
  FileContentRepository,
} from '../persistence/file-content.repository.js';
import { inWopi } from '../storage-to-wopi.js';
import { type ChunkList, newAssembledKey, type PlacedChunk, segmentsOf, sizeOf } from './chunk-list.js';
import type { ChunkPack } from './chunk-packs.js';
import { ContentReader } from './content-reader.js';
import { EMPTY_CHUNK, FileStreams } from './file-streams.js';
import { GatheredChunks } from './gathered-chunks.js';

/** A save that only needs to be published. */
export interface AssembledSave {
  readonly main: StoredBlob;
  readonly attachment: Attachment;
  /** Bytes of chunks that were sent. */
  readonly received: number;
  /** Blobs that were made on the way, of no use if nothing is published. */
  readonly gathered: readonly string[];
}

/** Content that can be kept, and how it is put together. */
export interface AssembledContent {
  readonly blob: StoredBlob;
  readonly assembled: AssembledBlob;
  /** Blobs that were made on the way, of no use if it is not kept. */
  readonly gathered: readonly string[];
}

/** Finds every chunk that a save names: among those it brought, else among those that the file holds already, and nowhere else. */
@Injectable()
export class SaveAssembly {
  constructor(
    private readonly contents: FileContentRepository,
    private readonly streams: FileStreams,
    private readonly content: ContentReader,
    private readonly gathered: GatheredChunks,
    @Inject(FILES_OPTIONS) private readonly options: FilesOptions,
  ) {}

  /** @throws WopiError `invalid_body` for a chunk that is nowhere, `body_too_large`, `file_not_found` */
  async run(
    context: RequestContext,
    message: PutChunkedFileMessage,
    pack: ChunkPack,
  ): Promise<AssembledSave> {
    const { tenantId, fileId } = context.session;
    const content = await this.contents.find(tenantId, fileId);
    if (!content) throw new WopiError('file_not_found');
    const held = () => this.streams.chunks(tenantId, content);
    const sources = await this.sources(message.signatures, pack, held);
    const lists = message.signatures.map((signature) => this.listOf(signature, sources));
    const assembled = [];
    const gathered: string[] = [];
    for (const [n, { StreamId: streamId }] of message.signatures.entries()) {
      const { list, blobs } = await this.gathered.run(tenantId, lists[n]!);
      gathered.push(...blobs);
      assembled.push({ streamId, blobKey: newAssembledKey(), list });
    }
    const main = assembled.find(({ streamId }) => streamId === MAIN_CONTENT);
    const streams = assembled.filter((one) => one !== main && one.list.chunks.length > 0);
    const ended = assembled.filter((one) => one !== main && one.list.chunks.length === 0);
    const attachment = {
      assembled: [...(main ? [main] : []), ...streams],
      streams: streams.map(({ streamId, blobKey, list }) => ({ streamId, blobKey, size: sizeOf(list) })),
      ended: ended.map(({ streamId }) => streamId),
      properties: message.properties,
    };
    requireLimits(content, attachment);
    return {
      main: main ? await this.blobOf(tenantId, main.blobKey, main.list) : unchanged(context),
      attachment,
      received: pack.received,
      gathered,
    };
  }

  /**
   * The main content of a save that was refused, alone; undefined when the save does not mention it. Its chunks may also be of the
   * state that the client knew, and of a file that was deleted.
   * @throws WopiError `invalid_body` for a chunk that is nowhere, `body_too_large`
   */
  async main(
    { tenantId, fileId }: { readonly tenantId: string; readonly fileId: string },
    { signatures }: PutChunkedFileMessage,
    pack: ChunkPack,
    sequenceNumber: string | undefined,
  ): Promise<AssembledContent | undefined> {
    const signature = signatures.find(({ StreamId }) => StreamId === MAIN_CONTENT);
    if (!signature) return undefined;
    const known = async () =>
      this.streams.chunksOf(tenantId, await this.contents.known(tenantId, fileId, sequenceNumber));
    const scattered = this.listOf(signature, await this.sources([signature], pack, known));
    const { list, blobs: gathered } = await this.gathered.run(tenantId, scattered);
    const blobKey = newAssembledKey();
    return { blob: await this.blobOf(tenantId, blobKey, list), assembled: { blobKey, list }, gathered };
  }

  /** What the file holds is only looked up when something was not sent. */
  private async sources(
    signatures: readonly StreamSignature[],
    { chunks }: ChunkPack,
    lookUp: () => Promise<ReadonlyMap<string, PlacedChunk>>,
  ): Promise<ReadonlyMap<string, PlacedChunk>> {
    const missing = signatures.some(({ ChunkSignatures }) =>
      ChunkSignatures.some(({ ChunkId }) => ChunkId !== EMPTY_CHUNK.id && !chunks.has(ChunkId)),
    );
    if (!missing) return chunks;
    const held = await inWopi(lookUp());
    return new Map([...held, ...chunks]);
  }

  private listOf(
    { ChunkingScheme, ChunkSignatures }: StreamSignature,
    sources: ReadonlyMap<string, PlacedChunk>,
  ): ChunkList {
    const chunks = ChunkSignatures.filter(({ ChunkId }) => ChunkId !== EMPTY_CHUNK.id).map(
      ({ ChunkId, Length }) => {
        const chunk = sources.get(ChunkId);
        if (!chunk) throw invalid('A chunk was not sent, and the file does not hold it.');
        if (chunk.length !== Length) throw invalid('A chunk has another length than its signature says.');
        return chunk;
      },
    );
    const list = { scheme: ChunkingScheme, chunks };
    if (sizeOf(list) > this.options.maxFileBytes) throw new WopiError('body_too_large');
    return list;
  }

  /** Reads everything once, old chunks too: the hash of a version is that of its whole content. */
  private async blobOf(tenantId: string, key: string, list: ChunkList): Promise<StoredBlob> {
    const hash = createHash('sha256');
    const read = async () => {
      for await (const piece of this.content.segments(tenantId, segmentsOf(list))) hash.update(piece);
    };
    await inWopi(read());
    return { key, size: sizeOf(list), sha256: hash.digest() };
  }
}

/** The main content of a save that does not mention it. */
const unchanged = ({ file }: RequestContext): StoredBlob => ({
  key: file.blobKey,
  size: file.size,
  sha256: file.sha256,
});

/** @throws WopiError `invalid_body` when the file would have more than it may */
function requireLimits({ streams, properties }: FileContent, attachment: Attachment): void {
  const ids = new Set(streams.map(({ streamId }) => streamId));
  for (const { streamId } of attachment.streams) ids.add(streamId);
  for (const streamId of attachment.ended) ids.delete(streamId);
  const nameOf = ({ Name }: ContentProperty) => Name;
  const names = new Set([...properties, ...attachment.properties].map(nameOf));
  if (ids.size > CONTENT_LIMITS.alternateStreams) throw invalid('The file would have too many streams.');
  if (names.size > CONTENT_LIMITS.properties) throw invalid('The file would have too many properties.');
}

const invalid = (reason: string) => new WopiError('invalid_body', { reason });
