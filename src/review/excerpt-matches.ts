import { findMatches, type Stretch } from '../model/match-search.ts';
import type { Search } from '../model/parse-search.ts';

/** A piece of a snippet; `isMatch`: it is what was looked for. */
export type SnippetPart = { text: string; isMatch: boolean };

/** How many characters before the first match are shown. */
const LEAD = 60;

/**
 * The stretch of a text, of about `limit` characters, that holds the most of what was looked for, in pieces. Lines of
 * the text stand apart by a dot.
 */
export function excerptMatches(search: Search, text: string, limit = 260): SnippetPart[] {
  const matches = findMatches(search, text);
  const window = chooseWindow(text, matches, limit);
  const parts: SnippetPart[] = [];
  const add = (start: number, end: number, isMatch: boolean) => {
    if (end > start) parts.push({ text: text.slice(start, end).replaceAll('\n', ' · '), isMatch });
  };
  let at = window.start;
  for (const { start, end } of matches.filter((match) => match.start >= window.start && match.start < window.end)) {
    const last = Math.min(end, window.end);
    add(at, start, false);
    add(start, last, true);
    at = last;
  }
  add(at, window.end, false);
  if (window.start > 0) parts.unshift({ text: '…', isMatch: false });
  if (window.end < text.length) parts.push({ text: '…', isMatch: false });
  return parts;
}

function chooseWindow(text: string, matches: Stretch[], limit: number): Stretch {
  let best = { first: 0, count: 0 };
  let end = 0;
  for (const [index, { start }] of matches.entries()) {
    while (end < matches.length && (matches[end]?.end ?? 0) <= start + limit - LEAD) end += 1;
    if (end - index > best.count) best = { first: index, count: end - index };
  }
  const from = Math.max(0, (matches[best.first]?.start ?? 0) - LEAD);
  const to = Math.min(text.length, from + limit);
  return { start: from === 0 ? 0 : cutAt(text, from), end: to === text.length ? to : cutAt(text, to) };
}

/** The next place after `at` where a word ends, where one does soon; never within a character. */
function cutAt(text: string, at: number): number {
  const space = text.slice(at, at + 20).search(/\s/);
  if (space >= 0) return at + space;
  return /[\udc00-\udfff]/.test(text[at] ?? '') ? at + 1 : at;
}
