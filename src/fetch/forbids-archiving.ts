import { Parser } from 'htmlparser2';
import type { FetchedPage } from '../model/page.ts';
import { productToken } from './product-token.ts';

/** The head of a page is read so far, in bytes. */
const LONGEST_HEAD = 256 * 1024;

/** As much of one tag as is looked at, in bytes. */
const LONGEST_TAG = 2_000;

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
  const start = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, LONGEST_HEAD));
  const head = start.includes(0) ? Buffer.from(start.filter((byte) => byte !== 0)) : start;
  // Most pages say nothing of it, and need no parsing.
  if (!hasSuspectMeta(head)) return false;
  let isFound = false;
  const parser = new Parser({
    onopentag: (tag, { name = '', content = '' }) => {
      if (tag === 'body') parser.pause();
      const addressee = name.trim().toLowerCase();
      if (tag !== 'meta' || (addressee !== 'robots' && addressee !== token)) return;
      if (content.split(',').some((directive) => isNoarchive(directive.trim().toLowerCase()))) isFound = true;
    },
  });
  parser.write(head.toString('latin1'));
  return isFound;
}

/** Whether any meta tag may forbid it, found among the bytes: to make a string of each page cost more than all the rest. */
function hasSuspectMeta(head: Buffer): boolean {
  for (const start of ['<m', '<M']) {
    for (let at = head.indexOf(start); at !== -1; at = head.indexOf(start, at + 2)) {
      if (head.toString('latin1', at, at + 5).toLowerCase() !== '<meta') continue;
      const [tag = ''] = head.toString('latin1', at, at + LONGEST_TAG).split('>', 1);
      if (/noarchive|none/i.test(tag)) return true;
    }
  }
  return false;
}

function isNoarchive(directive: string): boolean {
  return directive === 'noarchive' || directive === 'none';
}
