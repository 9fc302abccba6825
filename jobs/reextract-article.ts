import { digestArticle } from '../src/extract/digest-article.ts';
import { type Article, WATCHED_FIELDS } from '../src/model/article.ts';
import { rendererOf } from '../src/model/read-by.ts';
import type { RereadCounts } from '../src/model/reread-totals.ts';
import type { Rules, Source } from '../src/model/source.ts';
import { listRenderers } from '../storage/derivations.ts';
import type { Db } from '../storage/open-database.ts';
import { type ArticleToReread, listArticlesToReread, listEdits } from '../storage/reread.ts';
import { loadVersion } from '../storage/versions.ts';
import { claimOfArticle } from './claim-of-article.ts';
import { claimWithin } from './claim-within.ts';
import { compareAnew, countEdits, keepEdits, type Reread } from './compare-anew.ts';
import { type CurrentRecord, currentReader, currentRecord, deriveRecord } from './current-record.ts';
import { rulesOf, type Stet } from './stet.ts';

/** What reading an article's history anew came to; `unreadable`: a sentence for each version that could not be read. */
export type RereadReport = RereadCounts & { article: string; url: string };

/** Articles that are listed at once. */
const PAGE_SIZE = 200;

/** How an article is read anew; `onRead` is told of each version that was read from its bytes, or was to be. */
export type RereadOptions = { rules: Rules; isDryRun: boolean; onRead?: () => void };

/** What came of an article: it was read anew, or another process did not let it go in time, and it is as it was. */
export type Reextraction = { kind: 'read'; report: RereadReport } | { kind: 'held'; article: ArticleToReread };

/**
 * Articles of these sources whose history is to be read anew, and by which rules; a few hundred in memory at a time. In
 * the order of the ids of sources and articles, `after`: those that come after it.
 */
export async function* articlesToReread(
  db: Db,
  sources: Source[],
  after: { sourceId: string; articleId: string } | null = null,
): AsyncGenerator<{ article: ArticleToReread; sourceId: string; rules: Rules }> {
  const ordered = sources.toSorted((one, other) => (one.id < other.id ? -1 : 1));
  for (const source of ordered.filter(({ id }) => after === null || id >= after.sourceId)) {
    const { id: sourceId } = source;
    const rules = rulesOf(source);
    const first = sourceId === after?.sourceId ? after.articleId : '';
    for (let afterId: string | undefined = first; afterId !== undefined; ) {
      const which = { sourceId, by: currentReader(rules), afterId, limit: PAGE_SIZE };
      const found: ArticleToReread[] = await listArticlesToReread(db, which);
      for (const article of found) yield { article, sourceId, rules };
      afterId = found.at(-1)?.id;
    }
  }
}

/**
 * The same as `reextractArticle` beside a running daemon: while that visits the article, waits, for `waitMs` at most.
 * `onWait` is told where that takes long.
 */
export async function reextractClaimed(
  stet: Pick<Stet, 'database' | 'readers'>,
  article: ArticleToReread,
  options: RereadOptions & { waitMs: number; onWait?: (article: ArticleToReread) => void },
  now: () => Date,
): Promise<Reextraction> {
  const { session } = stet.database;
  const { waitMs, onWait = () => {} } = options;
  const claim = claimOfArticle(article.id);
  if (!(await claimWithin(session, claim, waitMs, () => onWait(article)))) return { kind: 'held', article };
  try {
    return { kind: 'read', report: await reextractArticle(stet, article, options, now()) };
  } finally {
    await session.release(claim);
  }
}

/**
 * Reads all versions of an article with the present extractor and rules, keeps what they gave beside them, and compares
 * each with the one before anew: what an edit is said to be is derived from the records, and may change with them. The
 * versions stay as they are, and nothing is delivered. Safe to run twice and to break off; a dry run keeps nothing.
 */
async function reextractArticle(
  stet: Pick<Stet, 'database' | 'readers'>,
  article: ArticleToReread,
  options: RereadOptions,
  now: Date,
): Promise<RereadReport> {
  const { db } = stet.database;
  const about = { article: article.id, url: article.url, versions: 0, read: 0, differing: 0, fields: {} };
  const readings: Readings = { ...about, unreadable: [], failed: 0 };
  const rereads = readVersions(stet, article, options, readings, now);
  const recompared = await compareAnew(rereads, await listEdits(db, article.id));
  if (!options.isDryRun) await keepEdits(db, article.id, recompared);
  return { ...readings, edits: countEdits(recompared) };
}

/** A report while its versions are being read. */
type Readings = Omit<RereadReport, 'edits'>;

async function* readVersions(
  { database: { db }, readers }: Pick<Stet, 'database' | 'readers'>,
  article: ArticleToReread,
  { rules, isDryRun, onRead = () => {} }: RereadOptions,
  readings: Readings,
  now: Date,
): AsyncGenerator<Reread> {
  const read = isDryRun ? currentRecord : deriveRecord;
  const renderers = await listRenderers(db, article.id);
  for (let number = 1; number <= article.versions; number += 1) {
    const version = await loadVersion(db, article.id, number);
    if (version === null) continue;
    const renderer = rendererOf(version.rules);
    const current = await read({ db, readers }, rules, version, renderer, now);
    countReading(readings, version.record, current);
    if (current.kind !== 'record' || current.isFresh) onRead();
    const counterparts: Reread['counterparts'] = [];
    // Where the way of loading was changed with this version, the next one is compared with what it was in that way.
    for (const other of renderers.filter((one) => one !== renderer)) {
      const record = recordOf(await read({ db, readers }, rules, version, other, now));
      if (record !== null) counterparts.push({ by: currentReader(rules, other), record });
    }
    yield { version, by: currentReader(rules, renderer), record: recordOf(current), counterparts };
  }
}

function recordOf(current: CurrentRecord): Article | null {
  return current.kind === 'record' ? current.record : null;
}

function countReading(readings: Readings, stored: Article, current: CurrentRecord): void {
  readings.versions += 1;
  if (current.kind === 'unreadable') {
    readings.unreadable.push(current.reason);
    readings.failed += current.isRefused ? 0 : 1;
    return;
  }
  if (current.kind !== 'record' || !current.isFresh) return;
  readings.read += 1;
  // Digested anew on both sides: another extractor may have made its digests in another way.
  const { digests } = digestArticle(stored);
  const fields = WATCHED_FIELDS.filter((field) => digests[field] !== current.record.digests[field]);
  if (fields.length > 0) readings.differing += 1;
  for (const field of fields) readings.fields[field] = (readings.fields[field] ?? 0) + 1;
}
