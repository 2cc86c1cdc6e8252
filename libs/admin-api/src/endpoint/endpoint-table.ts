import { Injectable, type OnModuleInit, RequestMethod } from '@nestjs/common';
import { DiscoveryService, MetadataScanner } from '@nestjs/core';
import { PREFIXES } from './admin-controller.js';
import { ENDPOINT, type EndpointOptions } from './endpoint.js';

/** One endpoint of the APIs. */
export interface EndpointRow extends EndpointOptions {
  readonly method: string;
  /** In Nest's form, from the root: `/admin/v1/tenants/:tenant`. */
  readonly path: string;
  readonly handler: (...args: unknown[]) => unknown;
  readonly controller: abstract new (...args: never[]) => unknown;
}

/** Every endpoint below /admin/v1 and /api/v1, read from the controllers. The process does not start with one that says not what it needs. */
@Injectable()
export class EndpointTable implements OnModuleInit {
  #rows: readonly EndpointRow[] = [];

  constructor(
    private readonly discovery: DiscoveryService,
    private readonly scanner: MetadataScanner,
  ) {}

  onModuleInit(): void {
    this.#rows = this.discovery.getControllers().flatMap(({ instance, metatype }) => {
      const told = Reflect.getMetadata('path', metatype!) as string | string[] | undefined;
      const bases = [told ?? []].flat().filter((base) => PREFIXES.some((prefix) => base.startsWith(prefix)));
      const prototype = Object.getPrototypeOf(instance) as Record<string, EndpointRow['handler']>;
      const names = bases.length > 0 ? this.scanner.getAllMethodNames(prototype) : [];
      return names.flatMap((name) =>
        rowsOf(metatype as EndpointRow['controller'], bases, name, prototype[name]!),
      );
    });
  }

  get rows(): readonly EndpointRow[] {
    return this.#rows;
  }
}

function rowsOf(
  controller: EndpointRow['controller'],
  bases: readonly string[],
  name: string,
  handler: EndpointRow['handler'],
): EndpointRow[] {
  const method = Reflect.getMetadata('method', handler) as RequestMethod | undefined;
  if (method === undefined) return [];
  const options = Reflect.getMetadata(ENDPOINT, handler) as EndpointOptions | undefined;
  if (!options) throw new Error(`${controller.name}.${name} has no @Endpoint: say what it needs.`);
  const tail = (Reflect.getMetadata('path', handler) as string).replace(/^\/$/, '');
  return bases.map((base) => {
    const path = `/${base}${tail && `/${tail}`}`;
    return { ...options, method: RequestMethod[method], path, handler, controller };
  });
}
