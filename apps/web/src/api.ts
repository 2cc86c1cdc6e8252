/** The portal's API as the pages see it. */
export * from './api/account.js';
export { ApiError, whenSignedOut } from './api/call.js';
export * from './api/files.js';
export * from './api/sharing.js';
