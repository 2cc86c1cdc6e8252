import type { Adapter, AdapterPayload } from 'oidc-provider';
import { isUnstorableText } from '#database';
import type { OidcLibrary } from '../oidc-library.js';
import type { OAuthRecordRepository } from './oauth-record.repository.js';

const TOKENS = new Set(['AccessToken', 'RefreshToken']);
const KEPT = new Set(['Grant', 'AuthorizationCode', 'Interaction', ...TOKENS]);

/** How the provider reaches its rows. Its own sessions are not kept: the portal's session is the only one a person has. */
export class RecordAdapter implements Adapter {
  constructor(
    private readonly kind: string,
    private readonly records: OAuthRecordRepository,
    private readonly errors: OidcLibrary['errors'],
    private readonly endGrant: (grantId: string) => Promise<void>,
  ) {}

  async upsert(id: string, payload: AdapterPayload, expiresIn: number): Promise<void> {
    if (!KEPT.has(this.kind)) return;
    try {
      await this.records.upsert(this.kind, id, payload, expiresIn);
    } catch (error) {
      if (isUnstorableText(error))
        throw new this.errors.InvalidRequest('a parameter holds a character that cannot be kept');
      throw error;
    }
  }

  async find(id: string): Promise<AdapterPayload | undefined> {
    return KEPT.has(this.kind) ? this.records.find(this.kind, id) : undefined;
  }

  /** Of two who redeem a code or a refresh token at once, the second is a thief or was robbed: nobody keeps anything. */
  async consume(id: string): Promise<void> {
    if (await this.records.consume(this.kind, id)) return;
    await this.endGrantOf(id);
    throw new this.errors.InvalidGrant('already used');
  }

  /**
   * The library destroys a token, and then ends its grant, where the token was revoked or used twice. Both in one: a token that went
   * alone could not be shown again, and its grant would live on.
   */
  async destroy(id: string): Promise<void> {
    if (this.kind === 'Grant') return this.endGrant(id);
    if (!KEPT.has(this.kind)) return;
    if (TOKENS.has(this.kind)) await this.endGrantOf(id);
    await this.records.remove(this.kind, id);
  }

  async revokeByGrantId(grantId: string): Promise<void> {
    await this.endGrant(grantId);
  }

  async findByUid(): Promise<undefined> {
    return undefined;
  }

  async findByUserCode(): Promise<undefined> {
    return undefined;
  }

  private async endGrantOf(id: string): Promise<void> {
    const grantId = (await this.records.find(this.kind, id))?.grantId;
    if (grantId !== undefined) await this.endGrant(grantId);
  }
}
