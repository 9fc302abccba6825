import type { QuietHours } from './quiet-hours.ts';

/** A place of discovery of a source. */
export type EndpointKind = 'feed' | 'sitemap' | 'section';

/** `newerThanMs`: entries dated before that many milliseconds ago are passed over. `links`: selector of a section page's article links. */
export type Endpoint = { kind: EndpointKind; url: string; newerThanMs: number | null; links: string | null };

/** Which URLs of a source are articles, and which part of a URL is the article's own id. */
export type ArticlePattern = { match: RegExp | null; identity: RegExp | null };

/** How often a source is asked, and for how long its articles are visited again. All in milliseconds. */
export type Schedule = {
  /** One of `everyMs` and `cron` is set. An endpoint is asked at least every `everyMs`, and as often as it publishes. */
  everyMs: number | null;
  /** The shortest time between two visits of an endpoint. */
  floorMs: number;
  cron: string | null;
  timezone: string;
  revisit: {
    retireAfterMs: number;
    floorMs: number;
    ceilingMs: number;
    /** How many visits an article may take over its life, on average. */
    visits: number;
    /** Visits in a row that must find an article gone, moved or back before that is a change. */
    confirmations: number;
  };
};

/** How the pages of a source are fetched. */
export type FetchRules = {
  render: 'http' | 'browser' | 'auto';
  /** The least time between two requests to one host. */
  delayMs: number;
  /** The most requests to one host at the same time. */
  concurrency: number;
  /** The most requests in a day of the source's time zone; `null`: no bound. */
  perDay: number | null;
  /** Hours of the source's time zone in which it is not asked. */
  quiet: QuietHours | null;
  headers: Record<string, string>;
  /** The address of a proxy, or where it lies (`env:NAME`, `file:PATH`). */
  proxy: string | null;
  /** For how long cookies are kept: over all visits of the source, or through the redirects of one. */
  cookies: 'source' | 'visit' | 'none';
  /** Whether a browser takes a picture of each new version's page, and prints it. */
  screenshot: boolean;
  pdf: boolean;
};

/**
 * How the pages of a source are read, for pages published in `[validFrom, validUntil)`. Each value is a CSS selector
 * or a list of them (the first that matches wins); `remove` and `keep` apply to the body.
 */
export type ExtractRule = {
  validFrom: string | null;
  validUntil: string | null;
  headline: string[];
  kicker: string[];
  dek: string[];
  byline: string[];
  publishedAt: string[];
  modifiedAt: string[];
  section: string[];
  tags: string[];
  leadImage: string[];
  caption: string[];
  credit: string[];
  body: string[];
  remove: string[];
  keep: string[];
  dateline: string[];
  notes: string[];
  language: string[];
  /** Where one of these matches, the article is not free. */
  isAccessibleForFree: string[];
};

/** What reading a page of a source needs to know: the source's language and zone, the article's identity, its rules. */
export type Rules = {
  language: string | null;
  timezone: string | null;
  identity: RegExp | null;
  /** Latest first is not required: the rule whose dates hold the page's date is taken, else the last one. */
  extract: ExtractRule[];
};

/** A publisher's site as configured. */
export type Source = {
  id: string;
  name: string;
  homepage: string;
  enabled: boolean;
  /** Whether this configuration has been tried on the live site by a person, and when (ISO date). */
  tried: string | null;
  language: string | null;
  timezone: string;
  discover: Endpoint[];
  articles: ArticlePattern;
  schedule: Schedule;
  fetch: FetchRules;
  extract: ExtractRule[];
  alerts: string[];
};
