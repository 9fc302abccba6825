import type { ColumnType, Generated } from 'kysely';

/** The words of each version's text, for search. Derived from the text whenever how words are split changes. */
export type VersionWordsTable = {
  article_id: string;
  number: number;
  /** The article's source, and when the version was seen: what searches are narrowed and ordered by. */
  source_id: string;
  seen_at: Date;
  /** A `tsvector`, as text. */
  words: ColumnType<never, string, string>;
  /** Not all places of its words could be kept: whether a phrase stands in it has to be looked up in the text. */
  is_long: boolean;
};

/** How far the versions that were stored before their words were kept have been gone through; no row: all have. */
export type WordCatchUpsTable = { id: Generated<number>; article_id: string; number: number };

/** Lists that can be saved with their filters. */
export type SavedList = 'changes' | 'search';

/** Searches that people keep under a name: the filters of a list, as its address has them. */
export type SavedSearchesTable = {
  id: string;
  name: string;
  list: SavedList;
  query: string;
  /** The channel that is told of changes that meet it. */
  channel: ColumnType<string | null, string | null | undefined, string | null>;
  created_at: Date;
};
