import type { ChangeKind } from '../model/change.ts';
import type { ArticleStatus, Outcome } from '../model/outcome.ts';

/** Kinds of a change, in words. */
export const KINDS: Record<ChangeKind, string> = {
  headline: 'headline',
  kicker: 'kicker',
  dek: 'dek',
  lead: 'first paragraph',
  figure: 'figure',
  quotation: 'quotation',
  name: 'name',
  attribution: 'attribution',
  'event-date': 'date of an event',
  strength: 'strength of a claim',
  addition: 'addition',
  deletion: 'deletion',
  'moved-block': 'moved text',
  'correction-note': 'correction note',
  'update-note': 'update note',
  retraction: 'retraction',
  wording: 'wording',
  typo: 'typo',
  style: 'typography',
  image: 'picture',
  caption: 'caption',
  credit: 'credit',
  link: 'link',
  embed: 'embed',
  byline: 'byline',
  section: 'section',
  tags: 'tags',
  dates: 'dates',
  access: 'access',
  'live-entry': 'live entry',
  reverted: 'reverted',
  'headline-test': 'headline test',
  gone: 'gone',
  'soft-gone': 'gone (the page says so)',
  redirected: 'redirected away',
  withdrawn: 'withdrawn',
  paywalled: 'behind a paywall',
  blocked: 'blocked',
  restored: 'restored',
  moved: 'new address',
  rewritten: 'rewritten',
};

/** Outcomes of a visit, in words. */
export const OUTCOMES: Record<Outcome | 'ok', string> = {
  ok: 'answered',
  new: 'first version',
  changed: 'changed',
  noise: 'noise only',
  unchanged: 'unchanged',
  'not-modified': 'not modified',
  moved: 'moved',
  gone: 'gone',
  'soft-gone': 'gone (the page says so)',
  redirected: 'redirected away',
  paywalled: 'behind a paywall',
  blocked: 'blocked',
  'not-article': 'not an article',
  throttled: 'asked to wait',
  failed: 'failed',
  disallowed: 'disallowed by robots.txt',
};

/** Statuses of an article, in words. */
export const STATUSES: Record<ArticleStatus, string> = {
  live: 'live',
  moved: 'moved',
  gone: 'gone',
  withdrawn: 'withdrawn',
  paywalled: 'behind a paywall',
  blocked: 'blocked',
  retired: 'no longer visited',
};

/** Fields of a record, in words. */
export const FIELDS: Record<string, string> = {
  headline: 'Headline',
  kicker: 'Kicker',
  dek: 'Dek',
  byline: 'Byline',
  publishedAt: 'Published',
  section: 'Section',
  tags: 'Tags',
  leadImage: 'Lead image',
  notes: 'Notes by the newsroom',
  isAccessibleForFree: 'Free to read',
};
