import { type ArgumentMetadata, Injectable, StandardSchemaValidationPipe } from '@nestjs/common';
import { Problem } from '#http-server';

type Issues = readonly { readonly message: string; readonly path?: readonly unknown[] | undefined }[];

/** Checks and converts what a handler takes, by the schema named beside it: `@Body({ schema })`. */
@Injectable()
export class SchemaPipe extends StandardSchemaValidationPipe {
  constructor() {
    super({ exceptionFactory: (issues) => new Problem(400, sentencesOf(issues)) });
  }

  override async transform<T>(value: T, metadata: ArgumentMetadata): Promise<T> {
    try {
      return await super.transform(value, metadata);
    } catch (error) {
      // What can be no name or id names nothing.
      if (metadata.type === 'param') throw new Problem(404, 'There is nothing at this address.');
      throw error;
    }
  }
}

const keyOf = (part: unknown) =>
  typeof part === 'object' && part !== null && 'key' in part ? String(part.key) : String(part);

/** Each issue with the member it is about. */
export function sentencesOf(issues: Issues): string {
  return issues
    .slice(0, 20)
    .map(({ message, path }) => (path?.length ? `${path.map(keyOf).join('.')}: ${message}` : message))
    .join('; ');
}
