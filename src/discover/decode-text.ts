import iconv from 'iconv-lite';
import { detectEncoding } from '../model/detect-encoding.ts';
import { fitsEncoding } from '../model/fits-encoding.ts';
import { proseBytes } from '../model/prose-bytes.ts';

/** Encodings in which plain ASCII bytes mean something else, so that they pass for UTF-8. */
const SEVEN_BIT = /^(utf-?(?:16|32|7)|iso-2022|hz-gb|x-user-defined|replacement)/;

/** So much of a document tells its encoding. */
const JUDGED_BYTES = 262_144;

/**
 * Bytes of a feed, sitemap or page as text. A byte order mark decides, then what is valid UTF-8, then the HTTP header,
 * then the document's own declaration, each unless its letters contradict it, then what the letters look like, then
 * windows-1252: servers name the wrong charset more often than other text happens to be valid UTF-8. What the Encoding
 * Standard does not know (UTF-32, UTF-7, code pages of DOS and of old Macs), npm iconv-lite does.
 */
export function decodeText(bytes: Uint8Array, contentType: string | null): string {
  const { sure, declared } = encodingsOf(bytes, contentType);
  if (sure !== null) return decodeAs(bytes, sure);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return decodeAs(bytes, chooseEncoding(bytes, declared));
  }
}

/**
 * The encoding that bytes are surely in, from their beginning; `null` where UTF-8 is tried first, and then one is chosen
 * by what is `declared`.
 */
export function encodingsOf(head: Uint8Array, contentType: string | null): { sure: string | null; declared: string[] } {
  const declared = [labelOfHeader(contentType), labelOfDocument(head)].filter((label) => label !== null);
  const other = declared.find((label) => label !== 'utf-8') ?? '';
  return { sure: labelOfMark(head) ?? (SEVEN_BIT.test(other) ? other : null), declared };
}

/** The encoding of bytes that are not UTF-8: the first declared one that their letters fit, else what these look like. */
export function chooseEncoding(bytes: Uint8Array, declared: string[]): string {
  const prose = proseBytes(openSections(bytes.subarray(0, JUDGED_BYTES)));
  const fits = (encoding: string) => fitsEncoding(decodeAs(prose, encoding), encoding);
  const fitting = declared.find(fits);
  if (fitting !== undefined) return fitting;
  const detected = detectEncoding(prose);
  return detected !== null && fits(detected) ? detected : (declared[0] ?? 'windows-1252');
}

/** In XML a CDATA section is text, which would be passed over as a tag. */
function openSections(bytes: Uint8Array): Uint8Array {
  const text = Buffer.from(bytes).toString('latin1');
  return Buffer.from(text.replace(/<!\[CDATA\[|\]\]>/g, ' '), 'latin1');
}

/** A decoder of one encoding that takes bytes piece by piece. */
export function openDecoder(label: string): (bytes: Uint8Array, isLast: boolean) => string {
  if (standardName(label) !== null) {
    const decoder = new TextDecoder(label);
    return (bytes, isLast) => decoder.decode(bytes, { stream: !isLast });
  }
  const decoder = iconv.getDecoder(label);
  return (bytes, isLast) => decoder.write(Buffer.from(bytes)) + (isLast ? (decoder.end() ?? '') : '');
}

function decodeAs(bytes: Uint8Array, label: string): string {
  return standardName(label) !== null ? new TextDecoder(label).decode(bytes) : iconv.decode(bytes, label);
}

function labelOfMark(bytes: Uint8Array): string | null {
  const [first, second, third, fourth] = bytes;
  if (first === 0xff && second === 0xfe && third === 0 && fourth === 0) return 'utf-32le';
  if (first === 0 && second === 0 && third === 0xfe && fourth === 0xff) return 'utf-32be';
  if (first === 0x3c && second === 0 && third === 0 && fourth === 0) return 'utf-32le';
  if (first === 0 && second === 0 && third === 0 && fourth === 0x3c) return 'utf-32be';
  if (first === 0xef && second === 0xbb && third === 0xbf) return 'utf-8';
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  // Without a mark, the first “<” shows: XML 1.0, appendix F.
  if (first === 0x3c && second === 0 && fourth === 0) return 'utf-16le';
  if (first === 0 && second === 0x3c && third === 0) return 'utf-16be';
  return null;
}

function labelOfHeader(contentType: string | null): string | null {
  return toLabel(/charset\s*=\s*["']?([^\s"';,]+)/i.exec(contentType ?? '')?.[1]);
}

/** The encoding that an XML prolog or a `<meta>` in the first 1024 bytes names. */
function labelOfDocument(bytes: Uint8Array): string | null {
  const head = new TextDecoder('windows-1252').decode(bytes.subarray(0, 1024));
  const prolog = /^\s*<\?xml[^>]*\bencoding\s*=\s*["']([^"']+)["']/i.exec(head)?.[1];
  return toLabel(prolog ?? /<meta[^>]*\bcharset\s*=\s*["']?([^\s"'>/;]+)/i.exec(head)?.[1]);
}

/** The encoding's proper name; `null` for one that nobody knows. */
function toLabel(name: string | undefined): string | null {
  if (name === undefined) return null;
  const standard = standardName(name);
  // A document whose name could be read in ASCII cannot be UTF-16 (HTML § 13.2.3.2).
  if (standard !== null) return standard.startsWith('utf-16') ? 'utf-8' : standard;
  const isWide = /^(?:utf-?32|ucs-?[24]|iso-10646)/i.test(name);
  return !isWide && iconv.encodingExists(name) ? name.toLowerCase() : null;
}

/** The name by the Encoding Standard. */
function standardName(label: string): string | null {
  try {
    return new TextDecoder(label).encoding;
  } catch {
    return null;
  }
}
