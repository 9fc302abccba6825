import { foldSpace, toPlainText } from '../plain-text.ts';
import type { Field } from './collect-fields.ts';

/** What a reader sees of a title: of RSS as HTML, of Atom as its `type` (1.0) or `mode` (0.3) says. */
export function readTitle(field: Field, isAtom: boolean): string | null {
  const { text, hasMarkup, attributes } = field;
  if (!isAtom) return toPlainText(text);
  const type = (attributes.type ?? '').toLowerCase();
  const mode = (attributes.mode ?? '').toLowerCase();
  const decoded = isBase64(type, mode) ? decodeBase64(text) : null;
  if (decoded !== null) return toPlainText(decoded);
  // Mark-up that stands in the feed is gone already: what is left of it are words about mark-up.
  const isHtml = /html/.test(type) && type !== 'xhtml' && type !== 'application/xhtml+xml' && !hasMarkup;
  return isHtml || (mode === 'escaped' && !/plain/.test(type)) ? toPlainText(text) : foldSpace(text);
}

/** RFC 4287 § 4.1.3.3: what is of no textual type is Base64. */
function isBase64(type: string, mode: string): boolean {
  if (mode !== '') return mode === 'base64';
  return type.includes('/') && !/^text\/|\+xml$|\/xml$|html/.test(type);
}

function decodeBase64(text: string): string | null {
  const packed = text.replace(/\s+/g, '');
  if (packed === '' || !/^[A-Za-z0-9+/]+={0,2}$/.test(packed)) return null;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(packed, 'base64'));
  } catch {
    return null;
  }
}
