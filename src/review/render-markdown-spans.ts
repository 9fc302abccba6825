import type { RichText, Span } from '../model/block.ts';
import { escapeLineStarts, escapeMarkdown } from './escape-markdown.ts';

/** An address that stands in a text as itself: readers of plain Markdown should be able to follow it. */
const BARE_ADDRESS =
  /(?:https?:\/\/|\b(?:www\.|(?:pic\.twitter\.com|t\.co|t\.me|youtu\.be)\/))[^\s<>()[\]]*[^\s<>()[\].,;:!?'"»”*_~`|]/g;
const SPACE = /^\s$/u;
const PUNCTUATION = /^[\p{P}\p{S}]$/u;

/** A text with its links and emphasis as Markdown; bare addresses become links. */
export function renderMarkdownSpans({ text, spans }: RichText): string {
  const all = [...spans, ...bareAddresses(text, spans)].toSorted((a, b) => a.start - b.start || b.end - a.end);
  const nested = all.filter((span, at) => !all.slice(0, at).some((other) => crosses(other, span)));
  return escapeLineStarts(renderRange(text, 0, text.length, nested, []));
}

function renderRange(text: string, from: number, to: number, spans: Span[], within: Span['kind'][]): string {
  let rendered = '';
  let at = from;
  let rest = spans;
  while (rest.length > 0) {
    const [span, ...others] = rest;
    if (span === undefined) break;
    const inner = others.filter(({ start, end }) => start >= span.start && end <= span.end);
    rest = others.filter((other) => !inner.includes(other));
    rendered += escapeMarkdown(text.slice(at, span.start), within.includes('link'));
    const follows = rest[0]?.start === span.end ? '*' : text.slice(span.end, span.end + 1);
    const marked = renderRange(text, span.start, span.end, inner, [...within, span.kind]);
    rendered = within.includes(span.kind) ? rendered + marked : mark(rendered, span, marked, follows);
    at = span.end;
  }
  return rendered + escapeMarkdown(text.slice(at, to), within.includes('link'));
}

/** Sets a mark around a stretch, its outer white space left outside: a mark cannot begin or end with any. */
function mark(before: string, span: Span, marked: string, follows: string): string {
  const [, lead = '', inner = '', trail = ''] = marked.match(/^(\s*)([\s\S]*?)(\s*)$/) ?? [];
  const start = before + lead;
  if (inner === '') return start + trail;
  // After an exclamation mark a link would be an image.
  if (span.kind === 'link') return `${start.replace(/!$/, '\\!')}[${inner}](${encodeAddress(span.href)})${trail}`;
  const sign = span.kind === 'strong' ? '**' : '*';
  if (!canOpen(start.slice(-1), inner) || !canClose(inner, trail.slice(0, 1) || follows)) return start + inner + trail;
  return start + sign + inner + sign + trail;
}

/** CommonMark 0.31, § 6.2: whether a run of `*` between these would open emphasis; beside another run it is unsure. */
function canOpen(before: string, inner: string): boolean {
  if (before === '*' || inner.startsWith('*')) return false;
  return isApart(before) || !PUNCTUATION.test(firstOf(inner));
}

function canClose(inner: string, after: string): boolean {
  if (after === '*' || inner.endsWith('*')) return false;
  return isApart(after) || !PUNCTUATION.test(lastOf(inner));
}

function isApart(letter: string): boolean {
  return letter === '' || SPACE.test(letter) || PUNCTUATION.test(letter);
}

function firstOf(text: string): string {
  return String.fromCodePoint(text.codePointAt(0) ?? 0);
}

function lastOf(text: string): string {
  return [...text.slice(-2)].at(-1) ?? '';
}

/** An address as Markdown's link syntax can hold it. */
export function encodeAddress(address: string): string {
  return address
    .replace(/[\s()<>\\]/g, (letter) => `%${letter.codePointAt(0)?.toString(16).padStart(2, '0').toUpperCase()}`)
    .replace(/&(?=#?\w+;)/g, '&amp;');
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
