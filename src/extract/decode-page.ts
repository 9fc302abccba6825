import { charsetOf } from '../model/charset-of.ts';
import { decodeUtf8 } from '../model/decode-utf8.ts';
import { detectEncoding } from '../model/detect-encoding.ts';
import { countBeyondAscii, FEW_SLIPS, fitsEncoding } from '../model/fits-encoding.ts';
import { proseBytes } from '../model/prose-bytes.ts';

/** How far into a page a `<meta>` may name its encoding (HTML standard, § 13.2.3.2). */
const PRESCAN_BYTES = 1024;

const META_CHARSET = /<meta[^>]{0,400}?charset\s*=\s*["']?\s*([\w:.-]{2,40})/i;
const XML_ENCODING = /^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w:.-]{2,40})["']/i;

const BAD_BYTE = /\ufffd/g;
const ONE_BYTE = /^(?:windows-(?!31j)|iso-8859-|koi8-|ibm866|mac|x-mac)/;
const SURE_LETTERS = 30;

/**
 * The page's text, in one piece or several, decoded in the order of the HTML standard (§ 13.2.3): byte order mark, the
 * charset of Content-Type, the page's own `<meta>`, UTF-8 if the bytes are valid UTF-8, what its letters look like,
 * windows-1252. A declaration that the bytes contradict gives way to the next one that fits them, and one of another
 * encoding to UTF-8 that cannot be chance; a few bad bytes contradict nothing. Never throws.
 */
export function decodePage(bytes: Uint8Array, contentType: string | null): string[] {
  const marked = encodingOfMark(bytes);
  if (marked !== null) return [decodeAs(bytes, marked)];

  const declared = declaredEncodings(bytes, contentType);
  const [first = 'utf-8'] = declared;
  // A page of UTF-16 is half zeros; its other half can be valid UTF-8.
  if (first.startsWith('utf-16')) return [decodeAs(bytes, first)];
  const utf8 = decodeUtf8(bytes);
  if (utf8 !== null && (first === 'utf-8' || isNoChance(utf8, first))) return utf8;
  const prose = proseBytes(bytes);
  if (isMostlyUtf8(prose, first)) return [decodeAs(bytes, 'utf-8')];
  const fitting = declared.find((encoding) => fitsEncoding(decodeAs(prose, encoding), encoding));
  if (fitting !== undefined) return [decodeAs(bytes, fitting)];
  const detected = detectEncoding(prose);
  const isBetter = detected !== null && fitsEncoding(decodeAs(prose, detected), detected);
  return [decodeAs(bytes, isBetter ? detected : (declared[0] ?? 'windows-1252'))];
}

/** Pieces of another encoding in a page of UTF-8 (an old comment, an advert) make it no other page. */
function isMostlyUtf8(prose: Uint8Array, declared: string): boolean {
  const text = decodeAs(prose, 'utf-8');
  const bad = text.match(BAD_BYTE)?.length ?? 0;
  const letters = countBeyondAscii(text) - bad;
  return letters >= (ONE_BYTE.test(declared) ? FEW_SLIPS : SURE_LETTERS) && letters > bad * FEW_SLIPS;
}

/**
 * Whether bytes that are valid UTF-8 are so on purpose. In an encoding of one byte a letter, pairs such as `Ã©` would have
 * to stand for every letter that is not ASCII; encodings of two bytes come to it by chance in a few words.
 */
function isNoChance(utf8: string[], declared: string): boolean {
  const letters = utf8.reduce((sum, piece) => sum + countBeyondAscii(piece), 0);
  return letters >= (ONE_BYTE.test(declared) ? 1 : SURE_LETTERS);
}

/** What header and page say, in the order in which they are believed. */
function declaredEncodings(bytes: Uint8Array, contentType: string | null): string[] {
  const header = encodingOfHeader(contentType, bytes);
  const meta = encodingOfPrescan(bytes);
  // A server's blanket `charset=iso-8859-1` fits any bytes at all; bytes that are UTF-8, as the page says, are not by chance.
  const order = meta === 'utf-8' ? [meta, header] : [header, meta];
  return order.filter((encoding) => encoding !== null);
}

function encodingOfMark(bytes: Uint8Array): string | null {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  return null;
}

function encodingOfHeader(contentType: string | null, bytes: Uint8Array): string | null {
  const label = charsetOf(contentType);
  const encoding = label === null ? null : knownEncoding(label);
  const isPossible = !encoding?.startsWith('utf-16') || bytes.subarray(0, PRESCAN_BYTES).includes(0);
  return isPossible ? encoding : null;
}

function encodingOfPrescan(bytes: Uint8Array): string | null {
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, PRESCAN_BYTES));
  const label = head.match(XML_ENCODING)?.[1] ?? head.replace(/<!--[\s\S]*?-->/g, '').match(META_CHARSET)?.[1];
  const encoding = label === undefined ? null : knownEncoding(label);
  // A meta that could be read as ASCII cannot stand in a UTF-16 page: the standard takes it for UTF-8.
  return encoding?.startsWith('utf-16') ? 'utf-8' : encoding;
}

/** The encoding's name by the Encoding Standard, `null` for a label that it does not know. */
function knownEncoding(label: string): string | null {
  try {
    return new TextDecoder(label).encoding;
  } catch {
    return null;
  }
}

function decodeAs(bytes: Uint8Array, encoding: string): string {
  return new TextDecoder(encoding).decode(bytes);
}
