import * as z from 'zod';

/** Headers that frame the message or belong to the connection (RFC 9110 § 7.6.1): the client sets them itself. */
const RESERVED = /^(?:host|connection|content-length|transfer-encoding|upgrade|te|trailer|keep-alive)$/i;
const CREDENTIAL = /^(?:authorization|proxy-authorization|cookie|(?:x-)?api-key|x-(?:auth|access)-token)$/i;
const SECRET_REFERENCE = /^(?:env:[A-Za-z_][A-Za-z0-9_]*|file:\S.*)$/;

/** Request headers by name, which becomes lower case (RFC 9110 § 5.1). Credentials are references, never the text itself. */
export function headersSchema() {
  // Unknown values, so that every header is looked at although one of them is no text.
  return z
    .record(z.string(), z.unknown())
    .check((context) => {
      for (const [name, value] of Object.entries(context.value)) {
        const message = findHeaderFault(name, value);
        if (message !== null) context.issues.push({ code: 'custom', input: context.value, path: [name], message });
      }
    })
    .meta({ additionalProperties: { type: 'string' } })
    .transform((headers) =>
      Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value).trim()])),
    );
}

function findHeaderFault(name: string, value: unknown): string | null {
  // A field name is a token (RFC 9110 § 5.6.2); a value holds no control characters (§ 5.5).
  if (!/^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/.test(name))
    return 'this is not the name of a header; write e.g. Accept-Language';
  if (RESERVED.test(name)) return 'stet sets this header itself; leave it out';
  if (typeof value !== 'string') return 'the value of a header is a text; put it in quotation marks';
  if (CREDENTIAL.test(name) && !SECRET_REFERENCE.test(value)) {
    return 'a secret must not stand in YAML; write env:NAME (an environment variable) or file:PATH';
  }
  if (!/^[\t\x20-\x7e\x80-\xff]*$/.test(value)) return 'the value holds characters that no header may have';
  return null;
}
