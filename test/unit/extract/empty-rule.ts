import type { ExtractRule } from '../../../src/model/source.ts';

/** A rule that says nothing: tests spread it and set what they are about. */
export const emptyRule: ExtractRule = {
  validFrom: null,
  validUntil: null,
  headline: [],
  kicker: [],
  dek: [],
  byline: [],
  publishedAt: [],
  modifiedAt: [],
  section: [],
  tags: [],
  leadImage: [],
  caption: [],
  credit: [],
  body: [],
  remove: [],
  keep: [],
  dateline: [],
  notes: [],
  language: [],
  isAccessibleForFree: [],
};
