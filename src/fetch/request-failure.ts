import { explainTlsFailure } from './explain-tls-failure.ts';

/** Why a request got no whole answer. */
export type FailureCause =
  | 'refused-url'
  | 'refused-address'
  | 'dns'
  | 'connect'
  | 'proxy'
  | 'tls'
  | 'deadline'
  | 'headers'
  | 'protocol'
  | 'size'
  | 'truncated'
  | 'redirects'
  | 'closed';

/** A request that failed in an expected way; `message` is a sentence that names the host or URL and what to do. */
export class RequestFailure extends Error {
  readonly failureCause: FailureCause;

  constructor(failureCause: FailureCause, message: string, cause?: unknown) {
    super(message, { cause });
    this.name = 'RequestFailure';
    this.failureCause = failureCause;
  }
}

const DNS_CODES = new Set(['ENOTFOUND', 'EAI_AGAIN', 'EAI_NODATA', 'EAI_NONAME', 'EAI_FAIL', 'ENODATA', 'ESERVFAIL']);
const CONNECT_CODES = new Set([
  'ECONNREFUSED',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EADDRNOTAVAIL',
  'EACCES',
  'EPERM',
  'ETIMEDOUT',
]);

/** The named failure behind an error that came up while `url` was being requested; unknown ones keep their own words. */
export function nameFailure(error: unknown, url: URL): RequestFailure {
  if (error instanceof RequestFailure) return error;
  const inner = innermost(error);
  if (inner instanceof RequestFailure) return inner;
  const code = codeOf(inner);
  const [cause, sentence] = describeCode(code, url, inner instanceof Error ? inner.message : String(inner));
  return new RequestFailure(cause, sentence, error);
}

function describeCode(code: string, url: URL, message: string): [FailureCause, string] {
  const host = url.host;
  if (DNS_CODES.has(code)) {
    return ['dns', `The name ${url.hostname} was not found (${code}); check the address and this machine's DNS.`];
  }
  const tls = explainTlsFailure(code, message);
  if (tls !== null) {
    return ['tls', `${host} gave no TLS certificate to trust: ${tls} (${code}); it is tried again at the next visit.`];
  }
  if (code === 'UND_ERR_CONNECT_TIMEOUT') {
    return ['connect', `${host} did not accept a connection in time; it is tried again at the next visit.`];
  }
  if (CONNECT_CODES.has(code)) {
    return ['connect', `${host} could not be reached (${code}); check that the site is up and this machine online.`];
  }
  if (code === 'UND_ERR_HEADERS_TIMEOUT' || code === 'UND_ERR_BODY_TIMEOUT') {
    return ['deadline', `${url.href} fell silent before its answer was whole; it is tried again at the next visit.`];
  }
  if (code === 'UND_ERR_HEADERS_OVERFLOW' || code === 'HPE_HEADER_OVERFLOW') {
    return ['headers', `${url.href} sent headers larger than the cap; nothing of it was kept.`];
  }
  if (code.startsWith('HPE_')) {
    return ['protocol', `${url.href} did not answer in HTTP (${code}); check the address and its port.`];
  }
  if (code === 'UND_ERR_INVALID_ARG') {
    return ['refused-url', `${url.href} cannot be asked for (${message}); check the headers set for its source.`];
  }
  return [
    'truncated',
    `${url.href} broke off before its answer was whole (${message}); it is tried again at the next visit.`,
  ];
}

/** The first error that says what happened: several connection attempts are gathered in an AggregateError. */
function innermost(error: unknown): unknown {
  if (error instanceof AggregateError && error.errors.length > 0) return innermost(error.errors[0]);
  if (error instanceof Error && codeOf(error) === '' && error.cause !== undefined) return innermost(error.cause);
  return error;
}

function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return '';
  if ('code' in error && typeof error.code === 'string') return error.code;
  // undici's parser does not always pass on the code of what it stumbled over.
  return error.name === 'HTTPParserError' ? 'HPE_INVALID' : '';
}
