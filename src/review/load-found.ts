import type { Db } from '../../storage/open-database.ts';
import {
  type EditLink,
  type FoundArticle,
  listEditLinks,
  listSearchedVersions,
  loadTexts,
  type SearchedVersion,
  searchVersions,
  type VersionFilter,
} from '../../storage/search-versions.ts';
import { matchesSearch } from '../model/match-search.ts';
import type { Search } from '../model/parse-search.ts';
import { excerptMatches, type SnippetPart } from './excerpt-matches.ts';
import { type Run, tellRuns } from './tell-runs.ts';

/** A step of an article's history that brought what was looked for, or took it away. `change`: its id, where one is kept. */
export type Turn = { version: number; change: string | null };

/** An article that said, or says, what was looked for. */
export type Found = FoundArticle & {
  runs: Run[];
  /** When the first and the last of the versions that have it were seen. */
  firstSeenAt: Date;
  lastSeenAt: Date;
  /** The first version of those at the end that lack it; `null`: the newest has it. */
  unsaidSince: number | null;
  came: Turn[];
  went: Turn[];
  snippet: SnippetPart[];
};

/**
 * A page of what a search finds; `next`: where the next one goes on from. `lookedTo`: only versions that were seen since
 * then were gone through for it, and older ones may have the words too; `null`: there is nothing to add.
 */
export type FoundPage = { items: Found[]; next: { at: Date; id: string } | null; lookedTo: Date | null };

/** What a search finds, each article with the versions that have it and a snippet of the newest of them. */
export async function loadFound(db: Db, search: Search, filter: VersionFilter): Promise<FoundPage> {
  if (search.wanted.length === 0) return { items: [], next: null, lookedTo: null };
  const { articles: found, lookedTo } = await searchVersions(db, search, { ...filter, limit: filter.limit + 1 });
  const shown = found.slice(0, filter.limit);
  const ids = shown.map(({ articleId }) => articleId);
  const [versions, edits] = await Promise.all([
    listSearchedVersions(db, ids, search).then((listed) => settleLong(db, search, listed)),
    listEditLinks(db, ids),
  ]);
  const texts = await loadTexts(db, shown);
  const items = shown.flatMap((article, index) => {
    const own = versions.filter(({ articleId }) => articleId === article.articleId);
    const told = tellArticle(own, edits);
    return told === null ? [] : [{ ...article, ...told, snippet: excerptMatches(search, texts[index] ?? '') }];
  });
  const last = shown.at(-1);
  const isFull = found.length > filter.limit && last !== undefined;
  if (isFull) return { items, next: { at: last.seenAt, id: last.articleId }, lookedTo: null };
  return { items, next: lookedTo, lookedTo: lookedTo?.at ?? null };
}

/** Looks up in the text what the index does not know of long versions: whether the words stand in that order. */
async function settleLong(db: Db, search: Search, versions: SearchedVersion[]): Promise<SearchedVersion[]> {
  const doubtful = versions.filter(({ hasWords, isLong }) => hasWords && isLong);
  if (doubtful.length === 0) return versions;
  const texts = await loadTexts(db, doubtful);
  const settled = new Map(doubtful.map((version, index) => [version, matchesSearch(search, texts[index] ?? '')]));
  return versions.map((version) => ({ ...version, hasWords: settled.get(version) ?? version.hasWords }));
}

type Told = Omit<Found, keyof FoundArticle | 'snippet'>;

/** `null`: looked up, no version has it. */
function tellArticle(versions: SearchedVersion[], edits: EditLink[]): Told | null {
  const having = versions.filter(({ hasWords }) => hasWords);
  const [first, last] = [having[0], having.at(-1)];
  if (first === undefined || last === undefined) return null;
  const runs = tellRuns(versions);
  const newest = versions.at(-1)?.number ?? 0;
  const turnTo = (version: number): Turn => {
    const edit = edits.find(({ articleId, from, to }) => {
      return articleId === first.articleId && to === version && from === version - 1;
    });
    return { version, change: edit?.id ?? null };
  };
  return {
    runs,
    firstSeenAt: first.seenAt,
    lastSeenAt: last.seenAt,
    unsaidSince: last.number < newest ? last.number + 1 : null,
    came: runs.filter(({ from }) => from > 1).map(({ from }) => turnTo(from)),
    went: runs.filter(({ to }) => to < newest).map(({ to }) => turnTo(to + 1)),
  };
}
