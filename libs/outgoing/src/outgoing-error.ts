/**
 * - `bad_url`, `bad_request`: cannot be sent as it stands; nothing was
 * - `refused_address`: the policy forbids the address that the name stands for
 * - `dns`, `connect`, `tls`: no connection
 * - `busy`: too many requests to this origin are waiting already
 * - `timeout`: one of the policy's times ran out
 * - `reset`: the peer broke off, or its body was shorter than it said
 * - `bad_response`: not HTTP as it should be, or an answer whose end cannot be told from a cut
 * - `too_large`: headers, or a body that was to be held in memory, exceed their limit
 * - `request_too_large`: the request's body is longer than its limit
 * - `request_body`: the source of the request's body broke off
 * - `aborted`: the caller, or the client it serves, went away
 */
export type OutgoingErrorCode =
  | 'bad_url'
  | 'bad_request'
  | 'refused_address'
  | 'dns'
  | 'connect'
  | 'tls'
  | 'busy'
  | 'timeout'
  | 'reset'
  | 'bad_response'
  | 'too_large'
  | 'request_too_large'
  | 'request_body'
  | 'aborted';

/** How far the exchange was: nothing sent yet; sent, at least in part, without an answer; the answer's status was seen. */
export type OutgoingStage = 'connecting' | 'waiting' | 'answering';

/** An outgoing request failed. The message is a sentence for an operator; it holds no path, query, header or content. */
export class OutgoingError extends Error {
  override readonly name = 'OutgoingError';
  /** Only at `connecting` can the peer not have acted on the request. */
  stage: OutgoingStage = 'connecting';

  constructor(
    readonly code: OutgoingErrorCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

const BY_CODE: Readonly<Record<string, readonly [OutgoingErrorCode, string]>> = {
  ENOTFOUND: ['dns', 'The host name does not exist.'],
  EAI_AGAIN: ['dns', 'The host name could not be resolved at the moment.'],
  ECONNREFUSED: ['connect', 'The server refuses connections.'],
  EHOSTUNREACH: ['connect', 'The server cannot be reached from this network.'],
  ENETUNREACH: ['connect', 'The server cannot be reached from this network.'],
  EADDRNOTAVAIL: ['connect', 'The server cannot be reached from this machine.'],
  EPROTO: ['tls', 'The TLS handshake failed.'],
  ETIMEDOUT: ['timeout', 'The server did not accept a connection in time.'],
  UND_ERR_CONNECT_TIMEOUT: ['timeout', 'The server did not accept a connection in time.'],
  UND_ERR_HEADERS_TIMEOUT: ['timeout', 'The server did not answer in time.'],
  UND_ERR_BODY_TIMEOUT: ['timeout', 'The server stopped in the middle of its answer.'],
  UND_ERR_HEADERS_OVERFLOW: ['too_large', "The server's headers are too large."],
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: ['reset', "The server's answer is shorter or longer than it says."],
  UND_ERR_REQ_CONTENT_LENGTH_MISMATCH: [
    'request_body',
    "The request's body does not have the length it says.",
  ],
  UND_ERR_INVALID_ARG: ['bad_request', 'The request cannot be sent as it stands.'],
  UND_ERR_NOT_SUPPORTED: ['bad_request', 'The request cannot be sent as it stands.'],
  UND_ERR_CLOSED: ['aborted', 'Outgoing requests were stopped.'],
  UND_ERR_DESTROYED: ['aborted', 'Outgoing requests were stopped.'],
  CERT_HAS_EXPIRED: ['tls', "The server's certificate has expired."],
  CERT_NOT_YET_VALID: ['tls', "The server's certificate is not valid yet."],
  DEPTH_ZERO_SELF_SIGNED_CERT: ['tls', "The server's certificate is self-signed."],
  SELF_SIGNED_CERT_IN_CHAIN: ['tls', "The server's certificate comes from an authority that is not trusted."],
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: [
    'tls',
    "The server's certificate comes from an authority that is not trusted.",
  ],
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: ['tls', 'The server does not send its whole certificate chain.'],
  ERR_TLS_CERT_ALTNAME_INVALID: ['tls', "The server's certificate is for another name."],
};

/** Node names what OpenSSL reports in many ways; all of them begin with one of these. */
const TLS_CODE = /^(?:ERR_TLS_|ERR_SSL_|CERT_|CRL_|UNABLE_TO_|HOSTNAME_MISMATCH|INVALID_CA|INVALID_PURPOSE)/;

/** The typed error for whatever undici or the network reported. */
export function outgoingError(error: unknown, stage: OutgoingStage): OutgoingError {
  const typed = error instanceof OutgoingError ? error : translate(error as NodeJS.ErrnoException, stage);
  typed.stage = stage;
  return typed;
}

function translate(error: NodeJS.ErrnoException, stage: OutgoingStage): OutgoingError {
  const code = error.code ?? '';
  const [known, sentence] = BY_CODE[code] ?? byFamily(error, code, stage);
  return new OutgoingError(known, sentence, { cause: error });
}

function byFamily(
  error: NodeJS.ErrnoException,
  code: string,
  stage: OutgoingStage,
): readonly [OutgoingErrorCode, string] {
  if (error.syscall === 'getaddrinfo') return ['dns', 'The host name could not be resolved.'];
  if (TLS_CODE.test(code)) return ['tls', "The server's certificate or TLS version is not acceptable."];
  if (error.name === 'HTTPParserError') return ['bad_response', 'The server does not answer in HTTP.'];
  if (stage === 'connecting')
    return ['connect', 'The server broke the connection off before the request was sent.'];
  return ['reset', 'The server broke the connection off.'];
}
