import type { INestApplication } from '@nestjs/common';
import type { OpenAPIObject } from '@nestjs/swagger';
import * as z from 'zod';
import { ADMIN_PREFIX, APPLICATION_PREFIX } from './admin-controller.js';
import { type EndpointRow, EndpointTable } from './endpoint-table.js';

type Swagger = typeof import('@nestjs/swagger');

const REFUSALS: Readonly<Record<number, string>> = {
  400: 'What was sent cannot be taken as it is.',
  401: 'No key, or one that is unknown, expired or revoked.',
  403: 'The key lacks the permission.',
  404: 'There is no such thing, or none that the key may know of.',
  409: 'Something is in the way; `detail` says what.',
  412: 'It has changed since it was read.',
  413: 'The body is too large.',
  415: 'The body is in a coding that is not understood.',
  422: 'The `Idempotency-Key` came with another request before.',
};

/** Of every endpoint; those of bodies where there is one. */
const ALWAYS = [400, 401, 403, 404];
const OF_BODIES = [413, 415];

const ProblemForm = z
  .object({ type: z.string(), title: z.string(), status: z.int().min(400).max(599), detail: z.string() })
  .meta({ description: 'RFC 9457' });

/** What each API is called, by its prefix. */
export const TITLES = {
  [ADMIN_PREFIX]: 'WOPI Gateway admin API',
  [APPLICATION_PREFIX]: 'WOPI Gateway API for applications',
} as const;

type Prefix = keyof typeof TITLES;

/** What decorators say stays with a handler for the life of the process, and would stand there twice for a second application. */
const DESCRIBED = new WeakSet<EndpointRow['handler']>();

/** The OpenAPI 3.1 documents of the APIs, made from their controllers. */
export async function apiDocuments(app: INestApplication): Promise<Record<Prefix, OpenAPIObject>> {
  // A second of loading that only readers of the documents pay for.
  const swagger = await import('@nestjs/swagger');
  // A handler that answers below both prefixes is described once.
  const rows = new Map(app.get(EndpointTable).rows.map((row) => [row.handler, row]));
  for (const row of rows.values()) if (!DESCRIBED.has(row.handler)) describe(swagger, row);
  const base = new swagger.DocumentBuilder()
    .setVersion('1')
    .setOpenAPIVersion('3.1.0')
    .addBearerAuth({ type: 'http', scheme: 'bearer' }, 'bearer')
    .addSecurityRequirements('bearer')
    .build();
  const document = swagger.SwaggerModule.createDocument(app, base, { standardSchemaConverter: jsonSchemaOf });
  return {
    [ADMIN_PREFIX]: below(ADMIN_PREFIX, document),
    [APPLICATION_PREFIX]: below(APPLICATION_PREFIX, document),
  };
}

/** What of a document is below one prefix. */
function below(prefix: Prefix, { paths, components, ...document }: OpenAPIObject): OpenAPIObject {
  const ours = Object.entries(paths).filter(([path]) => path.startsWith(`/${prefix}/`));
  return {
    ...document,
    info: { ...document.info, title: TITLES[prefix] },
    components: {
      ...components,
      schemas: { ...components?.schemas, Problem: schemaOf(ProblemForm, 'output') },
    },
    paths: Object.fromEntries(ours.map(([path, item]) => [path, named(item)])),
  };
}

/** The operations of a path, whose ids count the addresses of their handler no longer. */
const named = (item: OpenAPIObject['paths'][string]) =>
  Object.fromEntries(
    Object.entries(item as Record<string, { operationId: string }>).map(([method, operation]) => [
      method,
      { ...operation, operationId: operation.operationId.replace(/\[\d\]$/, '') },
    ]),
  );

/** Draft 2020-12, which OpenAPI 3.1 speaks. */
const schemaOf = (schema: z.ZodType, io: 'input' | 'output') => {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io });
  return rest as never;
};

const jsonSchemaOf = (schema: unknown, { schemaType }: { schemaType: 'input' | 'output' }) => ({
  schema: schemaOf(schema as z.ZodType, schemaType),
});

function describe(swagger: Swagger, row: EndpointRow): void {
  DESCRIBED.add(row.handler);
  const { summary, needs, answer, status, types, refusals = [], upload, tag } = row;
  const good = {
    status: status ?? (row.method === 'POST' ? 201 : 200),
    description: summary,
    ...(tag && { headers: { ETag: { required: true, schema: { type: 'string' as const } } } }),
  };
  const withBody = upload !== undefined || row.method === 'POST' || row.method === 'PATCH';
  const headers = HEADERS_OF[row.method]?.(row) ?? [];
  const refused = new Set([
    ...ALWAYS,
    ...(withBody ? OF_BODIES : []),
    ...headers.flatMap((header) => header.refusals),
    ...refusals,
  ]);
  const described = [
    swagger.ApiOperation({ summary, description: `Needs the permission \`${needs}\`.` }),
    swagger.ApiExtension('x-permission', needs),
    swagger.ApiResponse(
      answer
        ? { ...good, standardSchema: answer as never }
        : { ...good, ...(types && { content: Object.fromEntries(types.map((type) => [type, {}])) }) },
    ),
    ...headers.map(({ name, description, schema }) =>
      swagger.ApiHeader({ name, description, schema, required: false }),
    ),
    ...[...refused].map((code) => swagger.ApiResponse(refusalOf(code))),
    ...(upload
      ? [
          swagger.ApiConsumes('application/octet-stream'),
          swagger.ApiBody({ description: upload, schema: { type: 'string', format: 'binary' } }),
        ]
      : []),
  ];
  const descriptor = { value: row.handler };
  for (const decorate of described)
    decorate(row.controller.prototype as object, row.handler.name, descriptor);
}

interface DescribedHeader {
  readonly name: string;
  readonly description: string;
  readonly schema: { readonly type: 'string'; readonly maxLength?: number };
  readonly refusals: readonly number[];
}

const IDEMPOTENCY_KEY: DescribedHeader = {
  name: 'Idempotency-Key',
  description: 'For a day, a request with the key of one that was carried out gets the answer of that one.',
  schema: { type: 'string', maxLength: 200 },
  refusals: [409, 422],
};

const IF_MATCH: DescribedHeader = {
  name: 'If-Match',
  description: 'The `ETag` that was read: 412 if it has changed since.',
  schema: { type: 'string' },
  refusals: [412],
};

/** What callers may say in headers. */
const HEADERS_OF: Readonly<Record<string, (row: EndpointRow) => readonly DescribedHeader[]>> = {
  POST: () => [IDEMPOTENCY_KEY],
  PATCH: ({ tag }) => (tag ? [IF_MATCH] : []),
};

const refusalOf = (status: number) => ({
  status,
  description: REFUSALS[status] ?? 'Refused; `detail` says why.',
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
});
