import type { RichText, Span } from '../model/block.ts';

/** An address that stands in a text as itself: readers of plain Markdown should be able to follow it. */
const BARE_ADDRESS =
  /(?:https?:\/\/|\b(?:pic\.twitter\.com|t\.co|t\.me|youtu\.be)\/)[^\s<>()[\]]*[^\s<>()[\].,;:!?'"»”]/g;

/** A text with its links and emphasis as Markdown; bare addresses become links. */
export function renderMarkdownSpans({ text, spans }: RichText): string {
  const all = [...spans, ...bareAddresses(text, spans)].toSorted((a, b) => a.start - b.start || b.end - a.end);
  const nested = all.filter((span, at) => !all.slice(0, at).some((other) => crosses(other, span)));
  return escapeLineStarts(renderRange(text, 0, text.length, nested));
}

function renderRange(text: string, from: number, to: number, spans: Span[]): string {
  let rendered = '';
  let at = from;
  let rest = spans;
  while (rest.length > 0) {
    const [span, ...others] = rest;
    if (span === undefined) break;
    const inner = others.filter(({ start, end }) => start >= span.start && end <= span.end);
    rest = others.filter((other) => !inner.includes(other));
    rendered += escapeMarkdown(text.slice(at, span.start)) + wrap(span, renderRange(text, span.start, span.end, inner));
    at = span.end;
  }
  return rendered + escapeMarkdown(text.slice(at, to));
}

function wrap(span: Span, inner: string): string {
  if (span.kind === 'link') return `[${inner}](${encodeAddress(span.href)})`;
  return span.kind === 'strong' ? `**${inner}**` : `*${inner}*`;
}

/** An address as Markdown's link syntax can hold it. */
export function encodeAddress(address: string): string {
  return address.replace(
    /[\s()<>]/g,
    (letter) => `%${letter.codePointAt(0)?.toString(16).padStart(2, '0').toUpperCase()}`,
  );
}

/** Spans that overlap without one holding the other cannot be written: the later one gives way. */
function crosses(a: Span, b: Span): boolean {
  return b.start < a.end && b.end > a.end && b.start > a.start;
}

function bareAddresses(text: string, spans: Span[]): Span[] {
  return [...text.matchAll(BARE_ADDRESS)].flatMap((match) => {
    const [start, end] = [match.index, match.index + match[0].length];
    const isLinked = spans.some((span) => span.kind === 'link' && span.start < end && span.end > start);
    const href = match[0].startsWith('http') ? match[0] : `https://${match[0]}`;
    return isLinked ? [] : [{ start, end, kind: 'link' as const, href }];
  });
}

/** Text as Markdown that shows just that text: only what would be read as mark-up is escaped. */
export function escapeMarkdown(text: string): string {
  return text
    .replace(/[\\`*]/g, '\\$&')
    .replace(/(^|[^\p{L}\p{N}])_|_(?=[^\p{L}\p{N}]|$)/gu, (match) => match.replace('_', '\\_'))
    .replace(/\](?=[([])/g, '\\]')
    .replace(/<(?=[a-z/!?])/gi, '\\<')
    .replace(/&(?=#?\w+;)/g, '\\&');
}

function escapeLineStarts(text: string): string {
  return text.replace(/^(\s*)([#>+-])(?=\s)/gm, '$1\\$2').replace(/^(\s*\d{1,9})([.)])(?=\s)/gm, '$1\\$2');
}
