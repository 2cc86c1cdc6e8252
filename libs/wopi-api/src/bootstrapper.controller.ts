import { Controller, Get, Inject, Post, Req, Res, UseFilters } from '@nestjs/common';
import type { Request, Response } from 'express';
import { AuditService } from '#audit';
import { Bootstrap, type CallerContext, GetFileWopiSrc, type NativeCaller } from '#files';
import { BearerTokens, BootstrapChallenge } from '#oauth';
import { findOperation, WopiError, WopiHeader, type WopiOperationName } from '#wopi-protocol';
import { ServedOperations } from './served-operations.js';
import { WOPI_API_OPTIONS, type WopiApiOptions } from './wopi-api-options.js';
import { WopiErrorFilter } from './wopi-error.filter.js';
import { sendReply } from './wopi-exchange.js';
import { WopiGate } from './wopi-gate.js';
import { headerOf } from './wopi-request.js';

/** What stands beside `Bootstrap` in the answer. */
type Part = (context: CallerContext, http: Request) => Promise<object>;

/**
 * `/wopibootstrapper`: turns an app's OAuth token into WOPI tokens (`rest/bootstrapper`). Its calls are not signed, since apps on
 * people's devices have no proof keys. An operation that is not known is answered as Bootstrap, as the page on shortcuts asks.
 */
@Controller('wopibootstrapper')
@UseFilters(WopiErrorFilter)
export class BootstrapperController {
  readonly #parts: Partial<Record<WopiOperationName, Part>> = {
    BootstrapRootContainer: async (context) => ({
      RootContainerInfo: await this.bootstrap.rootContainer(context, this.served.namesFor('microsoft365')),
    }),
    BootstrapNewAccessToken: async (context, http) => ({
      AccessTokenInfo: await this.bootstrap.newAccessToken(context, headerOf(http, WopiHeader.WopiSrc)),
    }),
    BootstrapFileWopiSrc: async (context, http) => ({
      WopiSrcInfo: await this.getFileWopiSrc.run(context, headerOf(http, WopiHeader.HostNativeFileName)),
    }),
  };

  constructor(
    private readonly bootstrap: Bootstrap,
    private readonly getFileWopiSrc: GetFileWopiSrc,
    private readonly bearers: BearerTokens,
    private readonly challenge: BootstrapChallenge,
    private readonly served: ServedOperations,
    private readonly gate: WopiGate,
    private readonly audit: AuditService,
    @Inject(WOPI_API_OPTIONS) private readonly options: WopiApiOptions,
  ) {}

  @Get()
  get(@Req() http: Request, @Res() response: Response): Promise<void> {
    return this.run(http, response);
  }

  @Post()
  post(@Req() http: Request, @Res() response: Response): Promise<void> {
    return this.run(http, response);
  }

  private async run(http: Request, response: Response): Promise<void> {
    const wish = { resource: 'wopibootstrapper', method: http.method, suffix: '' };
    const operation =
      findOperation({ ...wish, override: headerOf(http, WopiHeader.EcosystemOperation) }) ??
      findOperation({ ...wish, method: 'GET' })!;
    const trail = this.gate.trailOf(http, operation);
    response.once('close', () => this.audit.record(trail.entry(response.statusCode)));
    response.setHeader('WWW-Authenticate', this.challenge.value);
    const caller = await this.requireCaller(http);
    const context = await this.bootstrap.open(caller, trail);
    response.removeHeader('WWW-Authenticate');
    const more = await this.#parts[operation.name]?.(context, http);
    await sendReply(response, {
      json: { Bootstrap: await this.bootstrap.describe(context, caller), ...more },
    });
  }

  /** @throws WopiError `invalid_token` */
  private async requireCaller(http: Request): Promise<NativeCaller> {
    const sessionContext = headerOf(http, WopiHeader.SessionContext);
    const ours = sessionContext === undefined || sessionContext === this.options.tenantId;
    const caller = ours ? await this.bearers.find(headerOf(http, 'Authorization')) : undefined;
    if (!caller) throw new WopiError('invalid_token');
    return caller;
  }
}
