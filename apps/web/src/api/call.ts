/** A refusal; the message is a sentence for the person. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
  }
}

const UNREACHABLE = 'The server cannot be reached. Check the connection and try again.';
const UNEXPLAINED = 'Something went wrong on the server. Try again.';

let csrfToken = '';
let onSignedOut: () => void = () => undefined;

/** Called when the server no longer knows who is asking. */
export function whenSignedOut(listener: () => void): void {
  onSignedOut = listener;
}

/** @throws ApiError */
export async function call<T>(method: string, path: string, body?: object): Promise<T> {
  const headers: Record<string, string> = {};
  if (method !== 'GET') headers['X-CSRF-Token'] = csrfToken;
  if (body) headers['Content-Type'] = 'application/json';
  const response = await fetch(`/api/portal${path}`, {
    method,
    headers,
    body: body ? JSON.stringify(body) : null,
  }).catch(() => {
    throw new ApiError(0, UNREACHABLE);
  });
  const text = await response.text();
  if (!response.ok) throw refusal(response.status, text, path);
  return (text === '' ? undefined : JSON.parse(text)) as T;
}

/** What an answer that is no success says; after a 401 nobody is signed in any more. */
export function refusal(status: number, text: string, path = ''): ApiError {
  if (status === 401 && path !== '/sign-in') onSignedOut();
  return new ApiError(status, detailOf(text) ?? UNEXPLAINED);
}

function detailOf(text: string): string | undefined {
  try {
    return (JSON.parse(text) as { detail?: string }).detail;
  } catch {
    return undefined;
  }
}

/** Further calls are made in the name of this session. */
export function remember<T extends { readonly csrfToken: string }>(arrived: T): T {
  csrfToken = arrived.csrfToken;
  return arrived;
}

/** For requests that are not made by `call`. */
export const presentCsrfToken = (): string => csrfToken;
