import type { Block, Image } from './block.ts';

/** What a page turned out to be. Only some kinds hold an article: see `isArticleKind`. */
export const PAGE_KINDS = [
  'article',
  'live-blog',
  'gallery',
  'video',
  'audio',
  'opinion',
  'front',
  'section',
  'search',
  'consent',
  'challenge',
  'paywall',
  'soft-404',
  'empty',
  'other',
] as const;
export type PageKind = (typeof PAGE_KINDS)[number];

/** Where a value on a page was found. `rule` is a selector that the source's configuration gives. */
export type EvidenceSource =
  | 'rule'
  | 'json-ld'
  | 'open-graph'
  | 'meta'
  | 'microdata'
  | 'time'
  | 'rel'
  | 'h1'
  | 'title'
  | 'heuristic'
  | 'script'
  | 'url'
  | 'feed';

/** Why a field has its value: where it was found, and how sure that is (0 to 1). */
export type Evidence = { from: EvidenceSource; confidence: number };

export type Author = { name: string; url: string | null };
export type Byline = { text: string; authors: Author[] };
export type HeadlineCandidate = { text: string; from: EvidenceSource };

/** A note by the newsroom about the article itself. */
export type Note = { kind: 'correction' | 'clarification' | 'update' | 'editor'; text: string };

/** The fields that have a digest of their own, and that a comparison looks at one by one. */
export const WATCHED_FIELDS = [
  'headline',
  'kicker',
  'dek',
  'byline',
  'publishedAt',
  'section',
  'tags',
  'leadImage',
  'body',
  'notes',
  'isAccessibleForFree',
] as const;
export type WatchedField = (typeof WATCHED_FIELDS)[number];

/**
 * The normalised record of an article, as one page gave it. In JSON it is the same shape: a contract with other
 * programs. `null` stands for what the page does not give. Dates are ISO 8601 with the zone of the page.
 */
export type Article = {
  url: string;
  finalUrl: string;
  canonicalUrl: string | null;
  identity: string;
  kind: PageKind;
  language: string | null;
  headline: string | null;
  headlines: HeadlineCandidate[];
  kicker: string | null;
  dek: string | null;
  byline: Byline | null;
  publishedAt: string | null;
  modifiedAt: string | null;
  section: string | null;
  tags: string[];
  leadImage: Image | null;
  /** Where, when and for which agency the text was written, as it stands at its beginning. */
  dateline: string | null;
  body: Block[];
  notes: Note[];
  isAccessibleForFree: boolean | null;
  wordCount: number;
  /** The extractor's version: records of different versions must not be compared. */
  extractor: number;
  /** `sha256:` + hex over all watched fields. */
  digest: string;
  /** `sha256:` + hex of each watched field. */
  digests: Record<WatchedField, string>;
  evidence: Partial<Record<string, Evidence>>;
};

/** Whether a page of this kind holds an article that may become a version. */
export function isArticleKind(kind: PageKind): boolean {
  return ['article', 'live-blog', 'gallery', 'video', 'audio', 'opinion'].includes(kind);
}
