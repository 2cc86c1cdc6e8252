const CAUSES_AT_MOST = 5;

/** What a log line tells of an error. */
export interface LoggedError {
  readonly type: string;
  readonly message: string;
  /** SQLSTATE, or Node's code, e.g. ENOSPC. */
  readonly code?: string;
  readonly table?: string;
  readonly constraint?: string;
  /** Calls only. */
  readonly stack?: string;
  readonly cause?: LoggedError;
}

/**
 * An error without what it may have of a request: drivers hang rows, statements and parameters on their errors,
 * and with them names and tokens, so only the members above are read.
 */
export function loggedError(error: Error, causes = CAUSES_AT_MOST): LoggedError {
  const { code, table, constraint } = error as { code?: unknown; table?: unknown; constraint?: unknown };
  const frames = error.stack?.search(/^ +at /m) ?? -1;
  return {
    type: error.constructor.name,
    message: withoutTokens(quotesInput(error, code) ? error.message.replace(/".*"/gs, '"…"') : error.message),
    ...(typeof code === 'string' && { code }),
    ...(typeof table === 'string' && { table }),
    ...(typeof constraint === 'string' && { constraint }),
    ...(frames >= 0 && { stack: error.stack!.slice(frames) }),
    ...(error.cause instanceof Error && causes > 0 && { cause: loggedError(error.cause, causes - 1) }),
  };
}

/** A text without access tokens: those of addresses and headers, and whatever looks like a JWT. */
export function withoutTokens(text: string): string {
  return text
    .replace(/\beyJ[\w-]+\.[\w-]+\.[\w-]*/g, '***')
    .replace(/(access_token=|Bearer )[^&\s'"]+/gi, '$1***');
}

/** JSON.parse and PostgreSQL's data exceptions (class 22) repeat the value that they could not read. */
function quotesInput(error: Error, code: unknown): boolean {
  return error instanceof SyntaxError || (typeof code === 'string' && /^22[0-9A-Z]{3}$/.test(code));
}
