import type { FeedRhythm } from '../../model/endpoint-pace.ts';

/** One entry of a feed, with an address or without. Dates are ISO 8601 in UTC; titles are what a reader sees. */
export type FeedEntry = {
  id: string | null;
  url: string | null;
  title: string | null;
  publishedAt: string | null;
  updatedAt: string | null;
};

export type FeedDocument = FeedEntry & { rhythm: FeedRhythm; entries: FeedEntry[] };

export const NO_RHYTHM: FeedRhythm = { ttlMs: null, skipHours: [], skipDays: [] };
