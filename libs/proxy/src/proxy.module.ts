import { type DynamicModule, Module } from '@nestjs/common';
import { Admission } from './admission.js';
import { DiscoveryController } from './discovery.controller.js';
import { FileUrls } from './links/file-urls.js';
import { Redirector } from './links/redirector.js';
import { SealedLinks } from './links/sealed-links.js';
import { UserInfoRepository } from './persistence/user-info.repository.js';
import { Pseudonyms } from './rewriting/pseudonyms.js';
import { SigningKeyRepository } from './persistence/signing-key.repository.js';
import { PublishedDiscoveries } from './published-discoveries.js';
import { ProofCheck } from './proof/proof-check.js';
import { ProofFindings } from './proof/proof-findings.js';
import { PROXY_OPTIONS, type ProxyOptions } from './proxy-options.js';
import { Upstream } from './upstream.js';
import { Traffic } from './traffic/traffic.js';
import { AssertionKeysController } from './vouching/assertion-keys.controller.js';
import { AssertionKeys } from './vouching/assertion-keys.js';
import { OwnProofKeys } from './vouching/own-proof-keys.js';
import { KeptUserInfo } from './user-info/kept-user-info.js';
import { Vouching } from './vouching/vouching.js';
import { WopiProxy } from './wopi-proxy.js';

/** Needs the modules of tenants, discovery, outgoing, audit, observability and database beside it. */
@Module({
  controllers: [AssertionKeysController, DiscoveryController],
  providers: [
    Admission,
    AssertionKeys,
    FileUrls,
    KeptUserInfo,
    OwnProofKeys,
    ProofCheck,
    ProofFindings,
    Pseudonyms,
    PublishedDiscoveries,
    Redirector,
    SealedLinks,
    SigningKeyRepository,
    Traffic,
    Upstream,
    UserInfoRepository,
    Vouching,
    WopiProxy,
  ],
  exports: [WopiProxy],
})
export class ProxyModule {
  static forRoot(options: ProxyOptions): DynamicModule {
    const provided = { provide: PROXY_OPTIONS, useValue: options };
    return { module: ProxyModule, providers: [provided] };
  }
}
