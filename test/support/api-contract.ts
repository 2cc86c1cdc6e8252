import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';

export interface Schema {
  readonly [keyword: string]: unknown;
}

export interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header';
  readonly required?: boolean;
  readonly schema: Schema;
}

interface Content {
  readonly [mediaType: string]: { readonly schema?: Schema };
}

export interface Operation {
  /** `GET /admin/v1/files/{id}` */
  readonly name: string;
  readonly method: string;
  readonly path: string;
  readonly parameters: readonly Parameter[];
  readonly body: Content | undefined;
  readonly responses: Readonly<Record<string, { readonly content?: Content; readonly headers?: object }>>;
}

/** What came back, as far as a document speaks of it. */
export interface Answered {
  readonly status: number;
  readonly type: string | null;
  readonly text: string;
}

interface DescribedOperation {
  readonly parameters?: readonly Parameter[];
  readonly responses: Operation['responses'];
  readonly requestBody?: { readonly content: Content };
}

interface Document {
  readonly components: { readonly schemas: Readonly<Record<string, object>> };
  readonly paths: Readonly<Record<string, Readonly<Record<string, DescribedOperation>>>>;
}

/** An OpenAPI 3.1 document as a judge of what a server answers. */
export class ApiContract {
  readonly operations: readonly Operation[];
  readonly #ajv = new Ajv2020({ strict: true, allErrors: true, allowUnionTypes: true });
  readonly #compiled = new Map<string, ValidateFunction>();

  constructor(document: Document) {
    formats.default(this.#ajv);
    this.#ajv.addSchema({ $id: 'api', $defs: document.components.schemas });
    this.operations = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, { parameters, responses, requestBody }]) => ({
        name: `${method.toUpperCase()} ${path}`,
        method: method.toUpperCase(),
        path,
        parameters: parameters ?? [],
        body: requestBody?.content,
        responses,
      })),
    );
  }

  /** Why this is no answer that the document promises; undefined for one that is. */
  objection(operation: Operation, { status, type, text }: Answered): string | undefined {
    const response = operation.responses[status];
    if (!response) return `${status} is not among ${Object.keys(operation.responses).join()}: ${text}`;
    if (!response.content) return text === '' ? undefined : `${status} has a body`;
    const mediaType = Object.keys(response.content).find(
      (known) => known === '*/*' || type?.split(';')[0] === known,
    );
    if (!mediaType) return `${status} comes as ${type}`;
    const { schema } = response.content[mediaType]!;
    if (!schema || !/[/+]json$/.test(mediaType)) return undefined;
    const validate = this.validator(schema);
    return validate(JSON.parse(text))
      ? undefined
      : `${status}: ${this.#ajv.errorsText(validate.errors)} in ${text}`;
  }

  private validator(schema: Schema): ValidateFunction {
    const key = JSON.stringify(schema);
    const known = this.#compiled.get(key);
    if (known) return known;
    const made = this.#ajv.compile(
      JSON.parse(key.replaceAll('"#/components/schemas/', '"api#/$defs/')) as object,
    );
    this.#compiled.set(key, made);
    return made;
  }
}
