/** A member of a row in a form of export that knows nothing but text. */
export const memberText = (value: unknown): string =>
  typeof value === 'string' ? value : JSON.stringify(value);
