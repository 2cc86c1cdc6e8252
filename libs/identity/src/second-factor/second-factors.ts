import { Inject, Injectable } from '@nestjs/common';
import { type Companion, Sealer } from '#database';
import { GroupRepository } from '../groups/group.repository.js';
import { IdentityError } from '../identity-error.js';
import { IDENTITY_OPTIONS, type IdentityOptions } from '../identity.options.js';
import type { PortalSession } from '../portal-sessions.js';
import type { User } from '../user.js';
import { makeRecoveryCodes, recoveryHashOf } from './recovery-codes.js';
import { SecondFactorThrottle } from './second-factor-throttle.js';
import { SecondFactorRepository } from './second-factor.repository.js';
import { enrolmentOf, isCode, newSecret, stepOf } from './totp.js';

/** What an authenticator app is told, once. */
export interface Enrolment {
  readonly secret: string;
  /** For a QR code. */
  readonly uri: string;
}

/** What people are told of their second factor. */
export interface SecondFactorState {
  readonly enrolled: boolean;
  readonly recoveryCodesLeft: number;
  /** It cannot be taken away. */
  readonly required: boolean;
}

/** A second factor beside the password: codes of an authenticator app, and recovery codes. A companion is the audit row of the change. */
@Injectable()
export class SecondFactors {
  readonly #sealer: Sealer;
  readonly #tenantId: string;

  constructor(
    @Inject(IDENTITY_OPTIONS) private readonly options: IdentityOptions,
    private readonly stored: SecondFactorRepository,
    private readonly throttle: SecondFactorThrottle,
    private readonly groups: GroupRepository,
  ) {
    this.#sealer = new Sealer(options.secondFactor!.encryptionKey);
    this.#tenantId = options.tenantId;
  }

  async state(user: User): Promise<SecondFactorState> {
    const found = await this.stored.find(this.#tenantId, user.id);
    const required = await this.isRequired(user);
    return { enrolled: found?.confirmed ?? false, recoveryCodesLeft: found?.codesLeft ?? 0, required };
  }

  /** A secret that counts once a code has shown that the app has it. @throws IdentityError `second_factor_present` */
  async begin({ id, login }: User): Promise<Enrolment> {
    const secret = newSecret();
    const sealed = this.#sealer.seal(secret, this.contextOf(id));
    if (!(await this.stored.begin(this.#tenantId, id, sealed))) throw present();
    return enrolmentOf(secret, new URL(this.options.portalOrigin).host, login);
  }

  /** Answers the recovery codes, which cannot be read again. @throws IdentityError `wrong_code`, `too_many_attempts`, `second_factor_present` */
  async confirm(
    session: PortalSession,
    code: string,
    remoteAddress: string,
    companion?: Companion,
  ): Promise<readonly string[]> {
    const { id } = session.user;
    await this.throttle.begin(id, remoteAddress, true);
    const begun = await this.stored.find(this.#tenantId, id);
    if (begun?.confirmed) throw present();
    const step = begun && stepOf(this.open(id, begun.sealedSecret), code, begun.nowMs);
    if (!begun || step === undefined) throw wrongCode();
    const codes = makeRecoveryCodes();
    const proof = { step, sealedSecret: begun.sealedSecret, recoveryHashes: hashesOf(codes) };
    if (!(await this.stored.confirm(this.#tenantId, proverOf(session), proof, companion))) throw present();
    await this.throttle.succeeded(id, remoteAddress);
    return codes;
  }

  /**
   * A code of the app, or a recovery code; each is taken once. The session has then seen the second factor.
   * @throws IdentityError `wrong_code`, `too_many_attempts`
   */
  async prove(
    session: PortalSession,
    code: string,
    remoteAddress: string,
    companion?: Companion,
  ): Promise<void> {
    const { id } = session.user;
    const hash = recoveryHashOf(code);
    await this.throttle.begin(id, remoteAddress, hash === undefined);
    const taken = hash
      ? await this.stored.takeRecoveryCode(this.#tenantId, proverOf(session), hash, companion)
      : await this.takeCode(session, code.replace(/\s/g, ''), companion);
    if (!taken) throw wrongCode();
    await this.throttle.succeeded(id, remoteAddress);
  }

  /** The old ones are worth nothing from now on. @throws IdentityError `no_second_factor` */
  async renewRecoveryCodes({ id }: User, companion?: Companion): Promise<readonly string[]> {
    const codes = makeRecoveryCodes();
    if (!(await this.stored.renewRecoveryCodes(this.#tenantId, id, hashesOf(codes), companion)))
      throw new IdentityError('no_second_factor', 'There is no second factor.');
    return codes;
  }

  /** @throws IdentityError `second_factor_required`, `no_second_factor` */
  async remove(user: User, companion?: Companion): Promise<void> {
    if (await this.isRequired(user))
      throw new IdentityError('second_factor_required', 'Your role needs a second factor.');
    if (!(await this.stored.remove(this.#tenantId, user.id, companion)))
      throw new IdentityError('no_second_factor', 'There is no second factor.');
  }

  private async takeCode(session: PortalSession, code: string, companion?: Companion): Promise<boolean> {
    const { id } = session.user;
    const found = isCode(code) ? await this.stored.find(this.#tenantId, id) : undefined;
    const step = found?.confirmed ? stepOf(this.open(id, found.sealedSecret), code, found.nowMs) : undefined;
    if (step === undefined) return false;
    return this.stored.takeCode(this.#tenantId, proverOf(session), step, companion);
  }

  private async isRequired({ id, role }: User): Promise<boolean> {
    const { requiredFor } = this.options.secondFactor!;
    const roles = [role, ...(await this.groups.rolesOf(this.#tenantId, id))];
    return requiredFor.some((required) => roles.includes(required));
  }

  private open(userId: string, sealed: Buffer): Buffer {
    return this.#sealer.open(sealed, this.contextOf(userId));
  }

  private contextOf(userId: string): string {
    return `second-factor:${this.#tenantId}:${userId}`;
  }
}

const proverOf = ({ user, csrfToken }: PortalSession) => ({ userId: user.id, csrfToken });

const hashesOf = (codes: readonly string[]) => codes.map((code) => recoveryHashOf(code)!);

const wrongCode = () => new IdentityError('wrong_code', 'The code is wrong, or it has been used.');

const present = () => new IdentityError('second_factor_present', 'There is a second factor already.');
