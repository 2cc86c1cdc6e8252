import { createHash, timingSafeEqual } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { Companion } from '#database';
import { AccessError } from './access-error.js';
import { ACCESS_OPTIONS, type AccessOptions } from './access-options.js';
import { type ApiKey, makeKeySecret, readKeySecret } from './api-key.js';
import { ApiKeyRepository, type NewApiKey, type PersonalKeyWish } from './api-key.repository.js';
import { INSTALLATION, mayGrant, type Principal } from './principal.js';
import { INSTALLATION_ROLES, ROLES } from './role.js';

export type ApiKeyWish = Omit<NewApiKey, 'createdBy'>;

/** A key with its text, which cannot be read again. */
export interface IssuedApiKey extends ApiKey {
  readonly key: string;
}

const NAME = /^(?!\s)[^\p{Cc}]{1,100}(?<!\s)$/u;
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Keys to the admin API: the installation's own, of the configuration, and those that are rows. */
@Injectable()
export class ApiKeys {
  readonly #installation: Buffer | undefined;

  constructor(
    private readonly keys: ApiKeyRepository,
    @Inject(ACCESS_OPTIONS) options: AccessOptions,
  ) {
    this.#installation = options.installationKey === undefined ? undefined : sha256(options.installationKey);
  }

  /** Who presents this key; undefined for nobody. What a revoked key may do ends with the next request, on every replica. */
  async authenticate(presented: string): Promise<Principal | undefined> {
    // Digests have one length, so the comparison tells nothing about the key.
    if (this.#installation && timingSafeEqual(sha256(presented), this.#installation)) return INSTALLATION;
    const secret = readKeySecret(presented);
    const key = secret && (await this.keys.use(secret));
    return key && principalOf(key);
  }

  /**
   * `companion` is the audit row of the change.
   * @throws AccessError `invalid_name`, `invalid_role`, `too_much` (more than the maker may himself)
   */
  async add(maker: Principal, wish: ApiKeyWish, companion?: Companion): Promise<IssuedApiKey> {
    if (!NAME.test(wish.name))
      throw new AccessError('invalid_name', 'A name has 1 to 100 visible characters.');
    if (wish.tenantId !== undefined && INSTALLATION_ROLES.has(wish.role))
      throw new AccessError('invalid_role', `The role ${wish.role} is not limited to a tenant.`);
    if (wish.permissions?.some((permission) => !(ROLES[wish.role] as readonly string[]).includes(permission)))
      throw new AccessError('invalid_role', `The role ${wish.role} does not have all of these permissions.`);
    const permissions = wish.permissions ?? ROLES[wish.role];
    if (!mayGrant(maker, { ...wish, permissions }))
      throw new AccessError('too_much', 'A key may not do more, or last longer, than the one that makes it.');
    if (wish.expiresAt && wish.expiresAt.getTime() <= Date.now())
      throw new AccessError('invalid_expiry', 'The expiry lies in the past.');
    const secret = makeKeySecret();
    const key = await this.keys.add({ ...wish, createdBy: maker.id }, secret, companion);
    return { ...key, key: secret.text };
  }

  /**
   * A key of twelve hours for a person, good as long as a group of his gives him the role.
   * @throws AccessError `too_much` where none does
   */
  async addByGroups(wish: PersonalKeyWish, companion?: Companion): Promise<IssuedApiKey> {
    const secret = makeKeySecret();
    const key = await this.keys.addByGroups(wish, secret, companion);
    if (!key) throw new AccessError('too_much', 'None of your groups gives you this role.');
    return { ...key, key: secret.text };
  }

  /**
   * `audited` makes the audit row of the change for the key that it is about.
   * @throws AccessError `key_not_found`
   */
  async revoke({ tenantId }: Principal, id: string, audited?: (key: ApiKey) => Companion): Promise<ApiKey> {
    const known = UUID.test(id) ? await this.keys.find(id, tenantId) : undefined;
    const key = known && (await this.keys.revoke(id, tenantId, audited?.(known)));
    if (!key) throw new AccessError('key_not_found', 'There is no such key, or it has been revoked.');
    return key;
  }
}

function principalOf({ permissions, ...key }: ApiKey): Principal {
  const { id, name, role, tenantId, userId, expiresAt } = key;
  return { id, name, role, permissions: new Set(permissions ?? ROLES[role]), tenantId, userId, expiresAt };
}

const sha256 = (text: string) => createHash('sha256').update(text).digest();
