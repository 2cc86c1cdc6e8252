import { createHmac, timingSafeEqual } from 'node:crypto';

/** How long a browser need not ask again. */
export const UNLOCKED_SECONDS = 12 * 3600;
const FORM = /^(\d{1,15})\.([A-Za-z0-9_-]{43})$/;

/** A link with the hash of its password. */
export interface GuardedLink {
  readonly id: string;
  readonly passwordHash: string;
}

/**
 * What a browser keeps after somebody has said a link's password, for half a day. The hash of the password signs it: nobody outside the
 * database knows that, and it is worth nothing for any other link.
 */
export function unlockLink(link: GuardedLink): string {
  const until = String(Math.floor(Date.now() / 1000) + UNLOCKED_SECONDS);
  return `${until}.${signature(link, until).toString('base64url')}`;
}

/** Whether the value is one that was made for this link and its password, and not too long ago. */
export function isUnlocked(link: GuardedLink, value: string | undefined): boolean {
  const [, until, signed] = FORM.exec(value ?? '') ?? [];
  if (until === undefined || signed === undefined || Number(until) * 1000 < Date.now()) return false;
  return timingSafeEqual(signature(link, until), Buffer.from(signed, 'base64url'));
}

const signature = ({ id, passwordHash }: GuardedLink, until: string): Buffer =>
  createHmac('sha256', passwordHash).update(`unlocked link ${id} until ${until}`).digest();
