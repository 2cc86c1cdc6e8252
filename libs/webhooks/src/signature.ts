export const SECRET_BYTES = 32;

/** A secret as applications keep it. */
export const secretText = (secret: Buffer): string => `whsec_${secret.toString('base64')}`;
