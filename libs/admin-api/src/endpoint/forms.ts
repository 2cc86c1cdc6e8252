import * as z from 'zod';

/** A moment; a Date within, RFC 3339 in answers. */
export const moment = z
  .codec(z.date(), z.iso.datetime(), {
    decode: (date) => date.toISOString(),
    encode: (text) => new Date(text),
  })
  .meta({ description: 'RFC 3339, UTC' });

/** A moment that a caller names, of a time when there are logs: RFC 3339 with any offset, or a day, UTC. */
export const date = z
  .union([z.iso.datetime({ offset: true }), z.iso.date()])
  .transform((text) => new Date(text))
  .refine((moment) => moment.getTime() >= 0, 'lies before 1970');

/** A whole number that Postgres keeps in 64 bits, as text since JSON readers keep 53. */
export const bigintText = z.string().regex(/^\d+$/);

/** Ids are UUIDs; upper case names the same thing. */
export const uuid = z.guid('must be a UUID').transform((text) => text.toLowerCase());

/** `:id` in a path. */
export const IdParam = z.object({ id: uuid });
export type IdParam = z.output<typeof IdParam>;
