/** What a visit came to. */
export const OUTCOMES = [
  'new',
  'changed',
  'noise',
  'unchanged',
  'not-modified',
  'moved',
  'gone',
  'soft-gone',
  'redirected',
  'paywalled',
  'blocked',
  'not-article',
  'throttled',
  'failed',
  'disallowed',
] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** Where an article is in its life. */
export const ARTICLE_STATUSES = ['live', 'moved', 'gone', 'withdrawn', 'paywalled', 'blocked', 'retired'] as const;
export type ArticleStatus = (typeof ARTICLE_STATUSES)[number];

/**
 * How an article stands on its site, by what its visits agree on: `live`, or in which way it cannot be read there.
 * A status says the same in fewer words.
 */
export const STANDINGS = ['live', 'gone', 'soft-gone', 'redirected', 'paywalled', 'blocked', 'withdrawn'] as const;
export type Standing = (typeof STANDINGS)[number];
