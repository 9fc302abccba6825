/** A change as a channel tells it, in words. Texts from newspapers are as they were captured: nothing is escaped yet. */
export type Alert = {
  headline: string;
  /** The source's name. */
  source: string;
  /** What kind of edit it is, in words. */
  kinds: string[];
  reasons: string[];
  /** The changed words in their context, before and after; both empty where no words changed. */
  before: string;
  after: string;
  /** 0 to 1. */
  importance: number;
  /** What is said of a change that nothing on the page tells of; else empty. */
  silent: string;
  language: string | null;
  detectedAt: Date;
  /** The same by the clocks of the channel's time zone. */
  time: string;
  /** The article at its newspaper. */
  url: string;
  /** The change in the review UI. */
  link: string;
};

/** What one delivery says: one change, or several in one message. */
export type AlertMessage = {
  /** The same for every attempt, so that a receiver can tell a repetition. */
  id: string;
  alerts: Alert[];
  /** Where the list of changes is. */
  home: string;
};
