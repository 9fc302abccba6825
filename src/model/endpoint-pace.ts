/** What a feed says of how often it is worth a visit. */
export type FeedRhythm = {
  /** How long what was read stays good: RSS `ttl`, or `sy:updatePeriod` over `sy:updateFrequency`. */
  ttlMs: number | null;
  /** Hours (0 to 23) and days (0 is Sunday), in UTC, at which nothing is published: RSS `skipHours` and `skipDays`. */
  skipHours: number[];
  skipDays: number[];
};

/** How often an endpoint names articles that were not known, as its visits have shown; older ones count less and less. */
export type EndpointPace = {
  /** New articles, in `observedMs` of watching. */
  arrivals: number;
  observedMs: number;
  /** The busiest stretch between two visits that is not long ago, in new articles an hour. */
  burstPerHour: number;
  /** How many articles it listed when it was last read; what it does not list any more, nobody finds there. */
  listed: number;
  rhythm: FeedRhythm;
};
