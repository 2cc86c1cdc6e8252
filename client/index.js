import createFetchClient from 'openapi-fetch';

export function createClient({ url, key, ...options }) {
  return createFetchClient({
    baseUrl: url,
    ...options,
    headers: { Authorization: `Bearer ${key}`, ...options.headers },
  });
}
