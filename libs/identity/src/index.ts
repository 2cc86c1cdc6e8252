export { IdentityModule, type IdentityOptions } from './identity.module.js';
export { IdentityError, type IdentityErrorCode } from './identity-error.js';
export { PortalCookie } from './portal-cookie.js';
export { PortalSessions, type PortalSession, type SignedIn } from './portal-sessions.js';
export { type NewUser, type User, type UserChange, type UserRole } from './user.js';
export { UsersService } from './users.service.js';
