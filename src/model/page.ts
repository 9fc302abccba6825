import type { Article, PageKind } from './article.ts';
import type { Explanation } from './explanation.ts';
import type { TakenLikeness } from './likeness.ts';
import type { Outcome } from './outcome.ts';

/** Response headers, names in lower case; several of one name joined by `, `, or by a line break (Set-Cookie, X-Robots-Tag). */
export type Headers = Record<string, string>;

/** What came over the wire for a page, whatever its status. `bytes` are decompressed, not yet decoded to text. */
export type FetchedPage = {
  /** As requested. */
  url: string;
  /** After all redirects. */
  finalUrl: string;
  /** Every hop, in order: the address that answered with a redirect, its status, and where it pointed. */
  redirects: { url: string; status: number; location: string }[];
  status: number;
  headers: Headers;
  bytes: Uint8Array;
  tookMs: number;
  /** How it looked, where a browser was asked for that. */
  likenesses?: TakenLikeness[];
};

/**
 * What a fetch came to. Everything that a site can do to us is a value here; only bugs throw.
 * - `page`: a 2xx answer, whole.
 * - `not-modified`: 304 to a conditional request.
 * - `refused`: anything else. `outcome` and `reason` (a sentence) say what; `page` holds the answer where there was one.
 */
export type FetchOutcome =
  | { kind: 'page'; page: FetchedPage }
  | { kind: 'not-modified'; page: FetchedPage }
  | {
      kind: 'refused';
      outcome: Extract<Outcome, 'gone' | 'blocked' | 'throttled' | 'failed' | 'disallowed'>;
      reason: string;
      page: FetchedPage | null;
      /** What the server asked for by Retry-After (RFC 9110 § 10.2.3), where it did. */
      retryAfterMs: number | null;
      /** The server could not be reached, or broke off: what any other page of its host may meet too. */
      isUnreachable?: boolean;
    };

/** A fetched page as text, ready to be read. */
export type Page = { url: string; finalUrl: string; html: string };

/** What reading a page came to; with an explanation where one was asked for. */
export type Reading =
  | { kind: 'article'; article: Article; explanation?: Explanation }
  | { kind: 'not-article'; pageKind: PageKind; reasons: string[] }
  | { kind: 'failed'; reason: string };
