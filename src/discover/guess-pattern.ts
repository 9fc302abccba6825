/** Regular expressions for a source's configuration; `null` where the addresses tell nothing. */
export type GuessedPattern = { match: string | null; identity: string | null };

/** Shapes of article addresses, the surest first. `identity` catches an id that stays when the slug changes. */
const SHAPES: { match: string; identity: string | null }[] = [
  { match: '-a\\d+$', identity: '-a(\\d+)$' },
  { match: '[-_/.]\\d{5,}(?:\\.s?html?)?$', identity: '[-_/.](\\d{5,})(?:\\.s?html?)?$' },
  { match: '/\\d{5,}/[^/]+$', identity: '/(\\d{5,})/[^/]+$' },
  { match: '/\\d{5,}/[^/]+/$', identity: '/(\\d{5,})/[^/]+/$' },
  { match: '/\\d{4}/\\d{1,2}/\\d{1,2}/[^/]+', identity: null },
  { match: '/\\d{4}/\\d{1,2}/[^/]+', identity: null },
  { match: '/\\d{4}-\\d{2}-\\d{2}/[^/]+', identity: null },
  { match: '/(?:article|articles|news|story|a)/[^/]+', identity: null },
];

/** How many of the addresses must be of a shape, and how many it takes to tell. */
const SHARE = 0.8;
const FEWEST = 5;

/**
 * The pattern of the article addresses of a site, guessed from those in its feeds. An id counts as one only when no
 * two addresses share it.
 */
export function guessPattern(urls: string[]): GuessedPattern {
  const distinct = [...new Set(urls)];
  if (distinct.length < FEWEST) return { match: null, identity: null };
  for (const { match, identity } of SHAPES) {
    const fitting = distinct.filter((url) => new RegExp(match).test(url));
    if (fitting.length < distinct.length * SHARE) continue;
    if (identity === null) return { match, identity };
    const ids = new Set(fitting.map((url) => new RegExp(identity).exec(url)?.[1]));
    if (ids.size === fitting.length) return { match, identity };
  }
  return { match: null, identity: null };
}
