import { StreamableFile } from '@nestjs/common';
import contentDisposition from 'content-disposition';
import type { OpenedContent } from '#files';

/** Content as an answer that nothing shows or runs. */
export const downloadOf = ({ stream, size, name }: OpenedContent): StreamableFile =>
  new StreamableFile(stream, {
    type: 'application/octet-stream',
    length: size,
    disposition: contentDisposition(name),
  });
