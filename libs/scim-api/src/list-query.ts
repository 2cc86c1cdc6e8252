import { type Compare, type Filter, parse } from 'scim2-parse-filter';
import * as z from 'zod';
import type { Found, Slice } from '#identity';
import { withoutCoreSchema } from './patch-request.js';
import { ScimError } from './scim-error.js';

const LIST = 'urn:ietf:params:scim:api:messages:2.0:ListResponse';
const DEFAULT_COUNT = 100;
/** A page has no more, whatever is asked for. */
export const MOST_RESULTS = 200;
const FILTER_MAX_LENGTH = 1000;

const QueryForm = z.object({
  filter: z.string().max(FILTER_MAX_LENGTH).optional(),
  startIndex: z.coerce
    .number()
    .int()
    .max(2 ** 31)
    .default(1),
  count: z.coerce
    .number()
    .int()
    .max(2 ** 31)
    .default(DEFAULT_COUNT),
});

/** What a list is asked with. */
export interface ListQuery {
  readonly slice: Slice;
  readonly filter: string | undefined;
}

/** @throws ScimError */
export function listQueryOf(query: unknown): ListQuery {
  const read = QueryForm.safeParse(query);
  if (!read.success) throw new ScimError(400, 'invalidValue', 'The query has a value that cannot be read.');
  const { filter, startIndex, count } = read.data;
  const slice = { offset: Math.max(startIndex, 1) - 1, limit: Math.min(Math.max(count, 0), MOST_RESULTS) };
  return { slice, filter };
}

/** A page of resources in SCIM's form. */
export function listAnswer(
  resources: readonly object[],
  { total }: Pick<Found<unknown>, 'total'>,
  { offset }: Slice,
) {
  return {
    schemas: [LIST],
    totalResults: total,
    startIndex: offset + 1,
    itemsPerPage: resources.length,
    Resources: resources,
  };
}

/**
 * The conditions of a filter: comparisons by `eq`, joined by `and`, of the attributes that `known` names in small letters.
 * @throws ScimError `invalidFilter`
 */
export function conditionsOf<Name extends string>(
  filter: string | undefined,
  known: Readonly<Record<string, Name>>,
): Partial<Record<Name, Compare['compValue']>> {
  const conditions: Partial<Record<Name, Compare['compValue']>> = {};
  if (filter === undefined) return conditions;
  for (const { op, attrPath, compValue } of comparisons(parsed(filter))) {
    const path = withoutCoreSchema(attrPath.toLowerCase());
    const name = Object.hasOwn(known, path) ? known[path] : undefined;
    if (op !== 'eq' || name === undefined || name in conditions) throw unknownFilter();
    conditions[name] = compValue;
  }
  return conditions;
}

function parsed(filter: string): Filter {
  try {
    return parse(filter);
  } catch {
    throw unknownFilter();
  }
}

function comparisons(filter: Filter): Compare[] {
  if (filter.op === 'and' && 'filters' in filter) return filter.filters.flatMap(comparisons);
  if ('compValue' in filter) return [filter];
  throw unknownFilter();
}

/** @throws ScimError `invalidFilter` for anything but a text */
export function textIn(value: Compare['compValue'] | undefined): string | undefined {
  if (value === undefined || typeof value === 'string') return value;
  throw unknownFilter();
}

/** @throws ScimError `invalidFilter` for anything but a truth value */
export function flagIn(value: Compare['compValue'] | undefined): boolean | undefined {
  if (value === undefined || typeof value === 'boolean') return value;
  throw unknownFilter();
}

const unknownFilter = () =>
  new ScimError(400, 'invalidFilter', 'Filters compare known attributes by eq, joined by and.');
