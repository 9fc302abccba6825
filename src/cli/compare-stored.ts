import type { Config } from '../../config/load-config.ts';
import { type ReadAlike, readAlike } from '../../jobs/read-alike.ts';
import type { StoredArticle } from '../../storage/articles.ts';
import { findCommonReader, loadRecordBy } from '../../storage/derivations.ts';
import type { Db } from '../../storage/open-database.ts';
import type { VersionRecord } from '../../storage/versions.ts';
import { compareRecords } from '../compare/compare-versions.ts';
import { openReaders, type Readers } from '../extract/open-readers.ts';
import type { Article } from '../model/article.ts';
import type { Change } from '../model/change.ts';
import { modeOf, type ReadBy } from '../model/read-by.ts';
import { StetError } from '../model/stet-error.ts';
import { findRules } from './read-file.ts';
import { requireVersion } from './require-version.ts';

/** Two versions of an article, and what differs; `null`: nothing. */
export type StoredComparison = { from: number; to: number; change: Change | null };

/**
 * Compares two stored versions of an article as they are read now: the last two; from one to the newest; or from one
 * to another.
 * @throws StetError when there is no such pair, or both cannot be read alike.
 */
export async function compareStored(
  db: Db,
  config: Config,
  article: StoredArticle,
  numbers: { from?: number | undefined; to?: number | undefined },
): Promise<StoredComparison> {
  if (article.versions < 2) {
    throw new StetError(`${article.url} has ${article.versions} version(s): there is nothing to compare yet.`);
  }
  const later = await requireVersion(db, article, numbers.to ?? article.versions);
  const earlier = await requireVersion(db, article, numbers.from ?? later.number - 1);
  const readers = openReaders({ threads: 1, deadlineMs: config.settings.workers.readTimeoutMs });
  try {
    const records = await loadRecords({ db, readers }, config, article, [earlier, later]);
    return { from: earlier.number, to: later.number, change: compareRecords(...records) };
  } finally {
    await readers.close();
  }
}

/**
 * Both versions as they are read now. By no rules pages would be read worse than they were: those of a source that is
 * no longer configured are compared as they were last read alike.
 */
async function loadRecords(
  parts: { db: Db; readers: Readers },
  config: Config,
  article: StoredArticle,
  [earlier, later]: [VersionRecord, VersionRecord],
): Promise<[Article, Article]> {
  const isConfigured = config.sources.some(({ id }) => id === article.source_id);
  const by = isConfigured ? null : await findCommonReader(parts.db, article.id, [earlier.number, later.number]);
  const rules = findRules(config, isConfigured ? article.source_id : null);
  const known = by === null ? null : await loadBoth(parts.db, [earlier, later], by);
  const read = known ?? (await readAlike(parts, rules, [earlier, later], new Date()));
  if (read.kind === 'alike') return read.records;
  throw new StetError(`The two versions cannot be compared. ${read.reason}`);
}

async function loadBoth(db: Db, versions: [VersionRecord, VersionRecord], by: ReadBy): Promise<ReadAlike | null> {
  const [from, to] = await Promise.all(
    versions.map(({ articleId, number }) => loadRecordBy(db, articleId, number, by)),
  );
  return from == null || to == null ? null : { kind: 'alike', records: [from, to], mode: modeOf(by.rules) };
}
