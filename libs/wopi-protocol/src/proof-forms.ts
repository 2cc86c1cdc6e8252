/** In which way an address differs from the one that a proof was checked against. */
export type AddressForm =
  'scheme' | 'host' | 'port' | 'case' | 'decoded' | 'encoded' | 'trailing slash' | 'path' | 'query';

/** An address that a client may have signed instead, exactly as it would stand among the signed bytes. */
export interface SignedForm {
  readonly form: AddressForm;
  readonly signed: string;
}

const PARTS = /^(https?):\/\/([^/?]*?)(:\d+)?([/?].*)?$/i;
const DEFAULT_PORTS: Readonly<Record<string, string>> = { http: ':80', https: ':443' };

/**
 * The usual mistakes about the address of a call: behind what ends TLS, without its port, under the instance's own name (`elsewhere` are
 * addresses that the call might have had), decoded or encoded once more on the way, not in upper case.
 */
export function addressForms(url: string, elsewhere: readonly string[]): SignedForm[] {
  const parts = PARTS.exec(url);
  if (!parts) return [];
  const [, scheme = '', host = '', port = '', rest = ''] = parts;
  const other = scheme.toLowerCase() === 'https' ? 'http' : 'https';
  const at = rest.indexOf('?');
  const path = at < 0 ? rest : rest.slice(0, at);
  const query = at < 0 ? '' : rest.slice(at);
  const toggled = path.endsWith('/') ? path.slice(0, -1) : `${path}/`;
  const token = /[?&](access_token=[^&]*)/.exec(query)?.[1];
  const origin = `${scheme}://${host}${port}`;
  const forms: [AddressForm, string][] = [
    ['scheme', `${other}://${host}${port}${rest}`],
    ['port', `${scheme}://${host}${rest}`],
    ['port', `${scheme}://${host}${DEFAULT_PORTS[scheme.toLowerCase()]}${rest}`],
    ...elsewhere.map((address): [AddressForm, string] => [
      PARTS.exec(address)?.[4] === rest ? 'host' : 'path',
      address,
    ]),
    ['decoded', `${origin}${decoded(rest)}`],
    ['encoded', `${origin}${encodeURI(rest)}`],
    ['trailing slash', `${origin}${toggled}${query}`],
    ['query', `${origin}${path}`],
    ['query', `${origin}${path}?${token ?? ''}`],
  ];
  return [
    { form: 'case', signed: url },
    { form: 'case', signed: url.toLowerCase() },
    ...forms
      .map(([form, address]) => ({ form, signed: address.toUpperCase() }))
      .filter(({ signed }) => signed !== url.toUpperCase()),
  ];
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
