import { Parser } from 'htmlparser2';
import type { FetchedPage } from '../model/page.ts';
import { productToken } from './product-token.ts';

/** The head of a page is read so far, in bytes. */
const LONGEST_HEAD = 256 * 1024;

/** What a directive may be preceded by: the robot that it is for. */
const ADDRESSEE = /^([a-z][a-z0-9_-]*)\s*:\s*(.*)$/i;

/** Directives that have a value of their own behind a colon; all others are for a robot of that name. */
const VALUED = new Set(['unavailable_after', 'max-snippet', 'max-image-preview', 'max-video-preview']);

/**
 * Whether a page asks everybody, or this user agent, not to keep a copy of it: `noarchive` or `none`, in X-Robots-Tag
 * or in a meta tag (Google, "Robots meta tag, data-nosnippet, and X-Robots-Tag specifications").
 */
export function forbidsArchiving({ headers, bytes }: FetchedPage, userAgent: string): boolean {
  const token = productToken(userAgent).toLowerCase();
  const lines = (headers['x-robots-tag'] ?? '').split('\n');
  return lines.some((line) => isForbidden(line, token)) || isForbiddenByMeta(bytes, token);
}

/** The robot that a line is for is named before its first directive, and holds until another is named. */
function isForbidden(line: string, token: string): boolean {
  let addressee: string | null = null;
  for (const part of line.split(',')) {
    const [, name = '', rest = ''] = ADDRESSEE.exec(part.trim()) ?? [];
    const isAddressed = name !== '' && !VALUED.has(name.toLowerCase());
    if (isAddressed) addressee = name.toLowerCase();
    const directive = (isAddressed ? rest : part).trim().toLowerCase();
    if (isNoarchive(directive) && (addressee === null || addressee === token)) return true;
  }
  return false;
}

function isForbiddenByMeta(bytes: Uint8Array, token: string): boolean {
  // Tags are ASCII in all encodings of the web, in UTF-16 with zeros in between.
  const head = Buffer.from(bytes.subarray(0, LONGEST_HEAD)).toString('latin1').replaceAll('\0', '');
  // Most pages say nothing of it, and need no parsing.
  if (!/noarchive|["',\s]none\b/i.test(head)) return false;
  let isFound = false;
  const parser = new Parser({
    onopentag: (tag, { name = '', content = '' }) => {
      if (tag === 'body') parser.pause();
      const addressee = name.trim().toLowerCase();
      if (tag !== 'meta' || (addressee !== 'robots' && addressee !== token)) return;
      if (content.split(',').some((directive) => isNoarchive(directive.trim().toLowerCase()))) isFound = true;
    },
  });
  parser.write(head);
  return isFound;
}

function isNoarchive(directive: string): boolean {
  return directive === 'noarchive' || directive === 'none';
}
