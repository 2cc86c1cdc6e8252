export {
  type AccessTokenClaims,
  type Denial,
  DENIALS,
  ECOSYSTEM,
  isDenial,
  isNativeClient,
  type IssuedToken,
  nativeClient,
  type Resource,
  type ResourceKind,
  type Session,
  type SessionAction,
  type SessionRoute,
} from './access-token.js';
export { AccessTokenVerifier } from './access-token-verifier.js';
export type { TokenTarget } from './derived-token.js';
export { KeyRing } from './key-ring.js';
export { type SessionRequest, Sessions } from './sessions.js';
export type { TokenOptions } from './token-options.js';
export { TokensModule } from './tokens.module.js';
