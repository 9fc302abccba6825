/** What is wrong, as the end of the sentence "HOST gave no TLS certificate to trust: …", by OpenSSL's and Node's codes. */
const FAULTS: Record<string, string> = {
  CERT_HAS_EXPIRED: 'its certificate has expired',
  CERT_NOT_YET_VALID: 'its certificate is not valid yet',
  ERR_TLS_CERT_ALTNAME_INVALID: 'its certificate was issued for another host',
  HOSTNAME_MISMATCH: 'its certificate was issued for another host',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'its certificate is signed by itself, and by no authority',
  SELF_SIGNED_CERT_IN_CHAIN: 'its certificate was issued by an authority that this machine does not know',
  UNABLE_TO_GET_ISSUER_CERT: 'its certificate was issued by an authority that this machine does not know',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY:
    'its certificate comes without the whole chain, or from an authority that this machine does not know',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE:
    'its certificate comes without the whole chain, or from an authority that this machine does not know',
  CERT_SIGNATURE_FAILURE: 'the signature of its certificate is wrong',
  CERT_REVOKED: 'its certificate was revoked',
  INVALID_PURPOSE: 'its certificate was made for another purpose than a server',
  INVALID_CA: 'its certificate was issued by one who may issue none',
  PATH_LENGTH_EXCEEDED: 'its certificate was issued by one who may issue none',
};

/** The same by the codes of the handshake, and by the words where OpenSSL's code is not handed on. */
const FAULT_PATTERNS: [RegExp, string][] = [
  [/key too (?:weak|small)|EE_KEY_TOO_SMALL/i, 'the key of its certificate is too weak'],
  [/CA_KEY_TOO_SMALL/i, 'the key of the authority that issued its certificate is too weak'],
  [/digest algorithm too weak|MD_TOO_WEAK/i, 'the signature of its certificate is too weak'],
  [/unsuitable certificate purpose/i, 'its certificate was made for another purpose than a server'],
  [/WRONG_VERSION_NUMBER|PACKET_LENGTH_TOO_LONG|HTTP_REQUEST/, 'it does not speak TLS on this port'],
  [/PROTOCOL_VERSION|UNSUPPORTED_PROTOCOL|UNKNOWN_PROTOCOL/, 'it speaks only versions of TLS that are no longer safe'],
  [/HANDSHAKE_FAILURE|NO_SHARED_CIPHER|INSUFFICIENT_SECURITY/, 'it offers no encryption that is still safe'],
  [/UNRECOGNIZED_NAME/, 'it does not know the name it was asked by'],
  [/DH_KEY_TOO_SMALL/, 'the key it would encrypt with is too weak'],
];

const TLS_CODE =
  /^(CERT_|ERR_TLS_|ERR_SSL_|ERR_OSSL_|UNABLE_TO_|DEPTH_ZERO_|SELF_SIGNED_|HOSTNAME_MISMATCH|INVALID_|PATH_LENGTH_|EPROTO)/;

/** What is wrong with a server's TLS or its certificate, in words; `null` when an error is none of TLS. */
export function explainTlsFailure(code: string, message: string): string | null {
  const known = FAULTS[code];
  if (known !== undefined) return known;
  const pattern = FAULT_PATTERNS.find(([sign]) => sign.test(code) || sign.test(message));
  if (pattern !== undefined) return pattern[1];
  return TLS_CODE.test(code) ? message.replace(/\s+/g, ' ').trim() : null;
}
