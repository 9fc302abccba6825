import { createHash } from 'node:crypto';
import { compareVersions } from '../src/compare/compare-versions.ts';
import type { Article } from '../src/model/article.ts';
import { type LikenessKind, likenessesOf, type TakenLikeness } from '../src/model/likeness.ts';
import type { FetchedPage, FetchOutcome, Reading } from '../src/model/page.ts';
import { rendererIn, rendererOf } from '../src/model/read-by.ts';
import type { Source } from '../src/model/source.ts';
import { loadArticle, type StoredArticle } from '../storage/articles.ts';
import { keepLikenesses, listOwed } from '../storage/likenesses.ts';
import { latestVersion, type VersionRecord } from '../storage/versions.ts';
import { askHost } from './ask-host.ts';
import { claimOfArticle } from './claim-of-article.ts';
import { type CurrentRecord, currentRecord } from './current-record.ts';
import type { PortrayVersion } from './job-kinds.ts';
import { readPage } from './read-page.ts';
import { findSource, rulesOf, type Stet } from './stet.ts';

/** What taking a version's likenesses came to, for whoever watches. */
export type PortrayalReport = {
  source: string;
  url: string;
  version: number;
  likenesses: { kind: LikenessKind; outcome: string; reason: string; bytes: number }[];
};

const UNWANTED = 'The source did not ask for it any more when it was to be taken.';

/**
 * Takes the likenesses that an article's newest version owes: loads its page in a browser once more, with its pictures,
 * at the host's own pace. Safe to run twice. `null` when there was nothing to do, its host is busy, or there is no
 * browser here: what is owed stays so.
 */
export async function portrayVersion(
  stet: Stet,
  { articleId }: PortrayVersion,
  now: Date,
): Promise<PortrayalReport | null> {
  if (stet.renderer === null) return null;
  const { db, session } = stet.database;
  // A visit at the same time might find another version.
  const claim = claimOfArticle(articleId);
  if (!(await session.tryClaim(claim))) return null;
  try {
    const article = await loadArticle(db, articleId);
    const source = article === null ? null : findSource(stet, article.source_id);
    const version = article === null ? null : await latestVersion(db, articleId);
    if (article === null || source === null || version === null) return null;
    const owed = await listOwed(db, articleId, version.number, now);
    const likenesses = likenessesOf(source.fetch).filter((kind) => owed.includes(kind));
    const unwanted = owed.filter((kind) => !likenesses.includes(kind));
    if (unwanted.length > 0) await keepLikenesses(db, version, failAll(unwanted, UNWANTED), null, now);
    if (likenesses.length === 0) return null;

    const url = new URL(article.url);
    const fetched = await askHost(stet, source, url, { now, purpose: 'again', mode: 'browser', likenesses }, now);
    if (fetched.kind === 'busy') return null;
    const reading = fetched.kind === 'page' ? await readPage(stet, source, article, fetched.page) : null;
    const taken = judgePortrayal(likenesses, fetched, reading);
    const page = fetched.page === null ? null : await describePage(stet, source, version, fetched.page, reading);
    await keepLikenesses(db, version, taken, page, now);
    return tellPortrayal(article, version.number, taken);
  } finally {
    await session.release(claim);
  }
}

/** A likeness of anything but the article is none of it: of a question about cookies, a challenge, an error. */
function judgePortrayal(kinds: LikenessKind[], fetched: FetchOutcome, reading: Reading | null): TakenLikeness[] {
  if (fetched.kind === 'refused') return failAll(kinds, fetched.reason);
  if (reading?.kind === 'not-article') {
    return failAll(kinds, `The browser was shown a page of the kind "${reading.pageKind}".`);
  }
  return fetched.page.likenesses ?? failAll(kinds, 'The browser gave none.');
}

function failAll(kinds: LikenessKind[], reason: string): TakenLikeness[] {
  return kinds.map((kind) => ({ kind, outcome: 'failed', reason }));
}

/** What the page was that likenesses were taken of, and whether it said what the version says. */
async function describePage(
  stet: Stet,
  source: Source,
  version: VersionRecord,
  { finalUrl, bytes }: FetchedPage,
  reading: Reading | null,
) {
  const sha256 = createHash('sha256').update(bytes).digest();
  return { finalUrl, sha256, showsVersion: await showsVersion(stet, source, version, reading) };
}

/**
 * Whether the page said what the version says: what alters with each load, such as a counter of readers or a teaser, and
 * is furniture to a visit, is so here too. Where the version was never read in a browser, another record may be the
 * browser's doing: `null`.
 */
async function showsVersion(
  { database: { db }, readers }: Stet,
  source: Source,
  version: VersionRecord,
  reading: Reading | null,
): Promise<boolean | null> {
  if (reading?.kind !== 'article') return null;
  const { article } = reading;
  const isSame = (current: CurrentRecord) => current.kind === 'record' && saysTheSame(current.record, article);
  const inBrowser = await currentRecord({ db, readers }, rulesOf(source), version, rendererIn('browser'));
  if (inBrowser.kind === 'record') return isSame(inBrowser);
  return isSame(await currentRecord({ db, readers }, rulesOf(source), version, rendererOf(version.rules)))
    ? true
    : null;
}

function saysTheSame(version: Article, page: Article): boolean {
  const change = compareVersions(withoutTeasers(version), withoutTeasers(page));
  return change === null || change.noise;
}

/** What leads to other stories says nothing of this one, and may be others' with each load. */
function withoutTeasers(article: Article): Article {
  return { ...article, body: article.body.filter(({ type }) => type !== 'related') };
}

function tellPortrayal(article: StoredArticle, version: number, taken: TakenLikeness[]): PortrayalReport {
  const likenesses = taken.map((likeness) => {
    const { kind, outcome, reason } = likeness;
    return { kind, outcome, reason, bytes: likeness.outcome === 'taken' ? likeness.bytes.byteLength : 0 };
  });
  return { source: article.source_id, url: article.url, version, likenesses };
}
