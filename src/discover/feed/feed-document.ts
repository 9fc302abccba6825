/** One entry of a feed, with an address or without. Dates are ISO 8601 in UTC; titles are what a reader sees. */
export type FeedEntry = {
  id: string | null;
  url: string | null;
  title: string | null;
  publishedAt: string | null;
  updatedAt: string | null;
};

/** What a feed says of how often it is worth a visit. */
export type FeedRhythm = {
  /** How long what was read stays good: RSS `ttl`, or `sy:updatePeriod` over `sy:updateFrequency`. */
  ttlMs: number | null;
  /** Hours (0 to 23) and days (0 is Sunday), in UTC, at which nothing is published: RSS `skipHours` and `skipDays`. */
  skipHours: number[];
  skipDays: number[];
};

export type FeedDocument = FeedEntry & { rhythm: FeedRhythm; entries: FeedEntry[] };

export const NO_RHYTHM: FeedRhythm = { ttlMs: null, skipHours: [], skipDays: [] };
