/** What a robots.txt says to one product token. */
export type RobotsVerdict = { isAllowed: boolean; crawlDelayMs: number | null };

/** Longer lines are cut, as Google's parser does. */
const MAX_LINE = 2083 * 8;

const USER_AGENT = new Set(['user-agent', 'useragent', 'user agent']);
const DISALLOW = new Set(['disallow', 'dissallow', 'dissalow', 'disalow', 'diasllow', 'disallaw']);

/** The longest matching rule of each kind so far; -1 where none matched. */
type Matches = { seen: boolean; allow: number; disallow: number; crawlDelayMs: number | null };

/**
 * What a robots.txt says to a product token about a path with its query, by RFC 9309 as Google's parser reads it: the
 * longest matching rule wins, allow wins a tie, groups for the token replace those for `*`, and common misspellings count.
 */
export function matchRobots(text: string, token: string, path: string): RobotsVerdict {
  const named: Matches = { seen: false, allow: -1, disallow: -1, crawlDelayMs: null };
  const everyone: Matches = { seen: false, allow: -1, disallow: -1, crawlDelayMs: null };
  let group = new Set<Matches>();
  let hasRules = false;

  for (const { key, value } of parseLines(text)) {
    if (USER_AGENT.has(key)) {
      // A user-agent line after rules opens a new group; before rules it joins the one that is open.
      if (hasRules) group = new Set();
      hasRules = false;
      if (/^\*(\s|$)/.test(value)) group.add(everyone);
      else if (isNamed(value, token)) group.add(named);
      for (const matches of group) matches.seen = true;
    } else if (key === 'allow' || DISALLOW.has(key)) {
      hasRules = true;
      for (const matches of group) applyRule(matches, key === 'allow' ? 'allow' : 'disallow', value, path);
    } else if (key === 'crawl-delay') {
      for (const matches of group) matches.crawlDelayMs ??= parseDelay(value);
    }
  }
  const { allow, disallow, crawlDelayMs } = named.seen ? named : everyone;
  // A rule of length 0 (“Disallow:”) says nothing.
  return { isAllowed: disallow <= Math.max(allow, 0), crawlDelayMs };
}

function* parseLines(text: string): Generator<{ key: string; value: string }> {
  for (const line of text.replace(/^\uFEFF/, '').split(/\r\n|\r|\n/)) {
    const rule = line.slice(0, MAX_LINE).replace(/#.*$/, '').trim();
    // The colon may be missing where exactly two words stand.
    const [, key, value] = /^([^:]*):(.*)$/s.exec(rule) ?? /^(\S+)\s+(\S+)$/.exec(rule) ?? [];
    if (key !== undefined && value !== undefined) yield { key: key.trim().toLowerCase(), value: value.trim() };
  }
}

/** RFC 9309 § 2.2.1: a product token is made of letters, `_` and `-`; what follows it does not count. */
function isNamed(value: string, token: string): boolean {
  const name = /^[a-z_-]*/i.exec(value)?.[0] ?? '';
  return name !== '' && name.toLowerCase() === token.toLowerCase();
}

function applyRule(matches: Matches, kind: 'allow' | 'disallow', value: string, path: string): void {
  const pattern = escapePattern(value);
  if (matchesPattern(path, pattern)) {
    matches[kind] = Math.max(matches[kind], pattern.length);
    return;
  }
  // Allowing a folder's index page allows the folder's own address.
  const index = /^(.*\/)index\.htm[^/]*$/.exec(pattern);
  if (kind === 'allow' && index !== null) applyRule(matches, kind, `${index[1]}$`, path);
}

/** RFC 9309 § 2.2.2: characters outside ASCII count as their percent-encoded UTF-8. */
function escapePattern(value: string): string {
  return value
    .replace(/[^\0-\x7f]+/g, (characters) => encodeURIComponent(characters.toWellFormed()))
    .replace(/%[0-9a-f]{2}/gi, (code) => code.toUpperCase());
}

/**
 * Whether a pattern with `*` and a final `$` matches the beginning of a path. Each piece is taken at its first place,
 * which needs no backtracking, so a hostile pattern costs no more than its length times the path's.
 */
function matchesPattern(path: string, pattern: string): boolean {
  const isAnchored = pattern.endsWith('$');
  const pieces = (isAnchored ? pattern.slice(0, -1) : pattern).split('*');
  const [first = '', ...others] = pieces;
  if (!path.startsWith(first)) return false;
  const last = isAnchored ? (others.pop() ?? null) : null;
  let at = first.length;
  for (const piece of others) {
    const found = path.indexOf(piece, at);
    if (found === -1) return false;
    at = found + piece.length;
  }
  if (last !== null) return path.length - last.length >= at && path.endsWith(last);
  return !isAnchored || at === path.length;
}

/** Crawl-delay is no part of RFC 9309, but widely written: seconds, perhaps with a fraction. */
function parseDelay(value: string): number | null {
  const seconds = Number.parseFloat(value);
  return Number.isFinite(seconds) && seconds >= 0 ? seconds * 1000 : null;
}
