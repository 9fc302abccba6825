import { setTimeout as sleep } from 'node:timers/promises';
import { listTraits } from '../src/compare/drift/list-traits.ts';
import { compareWithHistory } from '../src/compare/history/compare-with-history.ts';
import type { Article } from '../src/model/article.ts';
import type { Change } from '../src/model/change.ts';
import { isReadBy, type ReadBy } from '../src/model/read-by.ts';
import type { Rules } from '../src/model/source.ts';
import type { PastVersion } from '../src/model/visit.ts';
import { saveChange } from '../storage/changes.ts';
import type { Db } from '../storage/open-database.ts';
import { type ArticleToReread, type KeptEdit, listArticlesToReread, listEdits, updateEdit } from '../storage/reread.ts';
import { loadVersion, type VersionRecord } from '../storage/versions.ts';
import { type CurrentRecord, currentReader, currentRecord, deriveRecord } from './current-record.ts';
import type { Stet } from './stet.ts';

/** What reading an article's history anew came to. */
export type RereadReport = {
  article: string;
  url: string;
  versions: number;
  /** Versions that had to be read from their bytes. */
  read: number;
  /** Of these, those whose record differs from the stored one in what is watched. */
  differing: number;
  /** A sentence for each version that could not be read. */
  unreadable: string[];
  /** Of these, those that may be read another time: reading broke off. */
  failed: number;
  /** Edits that were compared anew, and what became of them. */
  edits: { compared: number; altered: number; noise: number; added: number };
};

/** Articles that are listed at once. */
const PAGE_SIZE = 200;

type Reread = { version: VersionRecord; current: CurrentRecord };

const CLAIM_POLL_MS = 200;

/** Articles with versions, of one source or all, a few hundred in memory at a time. */
export async function* articlesToReread(db: Db, sourceId: string | null): AsyncGenerator<ArticleToReread> {
  for (let afterId = ''; ; ) {
    const found = await listArticlesToReread(db, { sourceId, afterId, limit: PAGE_SIZE });
    yield* found;
    const last = found.at(-1);
    if (last === undefined) return;
    afterId = last.id;
  }
}

/** The same as `reextractArticle` beside a running daemon: while that visits the article, waits. */
export async function reextractClaimed(
  stet: Pick<Stet, 'database' | 'readers'>,
  article: ArticleToReread,
  rules: Rules,
  options: { isDryRun: boolean },
  now: () => Date,
): Promise<RereadReport> {
  const { session } = stet.database;
  const claim = `article ${article.id}`;
  while (!(await session.tryClaim(claim))) await sleep(CLAIM_POLL_MS);
  try {
    return await reextractArticle(stet, article, rules, options, now());
  } finally {
    await session.release(claim);
  }
}

/**
 * Reads all versions of an article with the present extractor and rules, keeps what they gave beside them, and compares
 * each with the one before anew: what an edit is said to be is derived from the records, and may change with them. The
 * versions stay as they are, and nothing is delivered. Safe to run twice and to break off; with `isDryRun` nothing is kept.
 */
export async function reextractArticle(
  { database, readers }: Pick<Stet, 'database' | 'readers'>,
  article: ArticleToReread,
  rules: Rules,
  { isDryRun }: { isDryRun: boolean },
  now: Date,
): Promise<RereadReport> {
  const { db } = database;
  const rereads: Reread[] = [];
  for (let number = 1; number <= article.versions; number += 1) {
    const version = await loadVersion(db, article.id, number);
    if (version === null) continue;
    const read = isDryRun ? currentRecord : deriveRecord;
    rereads.push({ version, current: await read({ db, readers }, rules, version, now) });
  }
  const recompared = recompare(rereads, await listEdits(db, article.id), currentReader(rules));
  if (!isDryRun) await db.transaction().execute((tx) => keepEdits(tx, article.id, recompared, currentReader(rules)));
  return report(article, rereads, recompared);
}

/** An edit as it was told, and as it is told now; `null` where nothing was, or nothing is to be told. */
type Recompared = { to: number; seenAt: Date; known: KeptEdit | null; change: Change | null };

/** The edits between versions that follow each other and can both be read; those that are told so already are left out. */
function recompare(rereads: Reread[], edits: Map<number, KeptEdit>, by: ReadBy): Recompared[] {
  const history: PastVersion[] = [];
  const recompared: Recompared[] = [];
  let before: Article | null = null;
  for (const { version, current } of rereads) {
    const { number, seenAt } = version;
    const record: Article | null = current.kind === 'record' ? current.record : null;
    const known = edits.get(number) ?? null;
    const change: Change | null =
      before === null || record === null ? null : compareWithHistory(before, record, history, seenAt);
    const isTold = known?.readBy != null && isReadBy(known.readBy, by);
    if (before !== null && record !== null && !isTold) recompared.push({ to: number, seenAt, known, change });
    const { headline, digest } = record ?? version.record;
    const kinds = change?.kinds ?? known?.change.kinds ?? [];
    history.push({ number, digest: record === null ? null : digest, headline, seenAt, kinds });
    before = record;
  }
  return recompared;
}

async function keepEdits(tx: Db, articleId: string, recompared: Recompared[], by: ReadBy): Promise<void> {
  for (const { to, seenAt, known, change } of recompared) {
    if (known !== null) {
      const told = change ?? nothingDiffers(by);
      await updateEdit(tx, known.id, told, listTraits(told), by);
    } else if (change !== null) {
      const between = { articleId, from: to - 1, to, traits: listTraits(change), readBy: by };
      await saveChange(tx, between, change, seenAt);
    }
  }
}

/** What is kept of an edit that was none: it was another reading that differed, not the article. */
function nothingDiffers({ extractor }: ReadBy): Change {
  const reasons = [`style: nothing differs as extractor ${extractor} and the present rules read both versions`];
  const nothing = { importance: 0, terms: [], silent: false, touched: false, passedOver: [], fields: [], blocks: [] };
  return { ...nothing, kinds: ['style'], reasons, noise: true };
}

function report(article: ArticleToReread, rereads: Reread[], recompared: Recompared[]): RereadReport {
  const known = recompared.filter((one) => one.known !== null);
  const read = rereads.filter(({ current }) => current.kind === 'record' && current.isFresh);
  return {
    article: article.id,
    url: article.url,
    versions: rereads.length,
    read: read.length,
    differing: read.filter(
      ({ version, current }) => current.kind === 'record' && current.record.digest !== version.record.digest,
    ).length,
    unreadable: rereads.flatMap(({ current }) => (current.kind === 'unreadable' ? [current.reason] : [])),
    failed: rereads.filter(({ current }) => current.kind === 'unreadable' && !current.isRefused).length,
    edits: {
      compared: recompared.length,
      altered: known.filter(isToldOtherwise).length,
      noise: known.filter(({ known, change }) => known?.change.noise === false && (change?.noise ?? true)).length,
      added: recompared.filter((one) => one.known === null && one.change !== null).length,
    },
  };
}

function isToldOtherwise({ known, change }: Recompared): boolean {
  if (known === null || change === null) return true;
  const { kinds, importance, silent, noise } = known.change;
  const isSame = kinds.join() === change.kinds.join() && Math.abs(importance - change.importance) < 0.005;
  return !isSame || silent !== change.silent || noise !== change.noise;
}
