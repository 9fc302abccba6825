import { judgeVisit } from '../src/compare/judge-visit.ts';
import { identifyArticle } from '../src/discover/identify-article.ts';
import { EXTRACTOR_VERSION } from '../src/extract/extractor-version.ts';
import type { Article } from '../src/model/article.ts';
import type { FetchOutcome, FetchedPage, Reading } from '../src/model/page.ts';
import type { Source } from '../src/model/source.ts';
import type { Verdict } from '../src/model/visit.ts';
import { nextVisitAt } from '../src/revisit/next-visit-at.ts';
import { loadArticle, type StoredArticle } from '../storage/articles.ts';
import { loadCapture } from '../storage/captures.ts';
import { loadPayload } from '../storage/payloads.ts';
import { type SavedVisit, saveVisit } from '../storage/save-visit.ts';
import { latestVersion, type VersionRecord } from '../storage/versions.ts';
import { askHost } from './ask-host.ts';
import type { VisitArticle } from './job-kinds.ts';
import { findSource, rulesOf, type Stet } from './stet.ts';

/** What a visit came to, for whoever watches. */
export type VisitReport = { article: StoredArticle; verdict: Verdict; saved: SavedVisit };

/**
 * One visit of one article: fetch it, read it, and keep what came of it. Safe to run twice. `null` when there was
 * nothing to do: it is not due, its source is switched off, or somebody else was here first.
 */
export async function visitArticle(stet: Stet, { articleId }: VisitArticle, now: Date): Promise<VisitReport | null> {
  const { db, session } = stet.database;
  const claim = `article ${articleId}`;
  if (!(await session.tryClaim(claim))) return null;
  try {
    const article = await loadArticle(db, articleId);
    const source = article === null ? null : findSource(stet, article.source_id);
    if (article === null || source === null || !isDue(article, now)) return null;

    const validators = { etag: article.etag, lastModified: article.last_modified };
    const fetched = await askHost(stet, source, new URL(article.url), { ...validators, headers: source.fetch.headers }, now);
    const reading = fetched.kind === 'page' ? await readPage(stet, source, fetched.page) : null;
    const before = await baseOf(stet, source, await latestVersion(db, articleId));
    const verdict = judgeVisit({ article, before, fetched, reading, landing: whereItLanded(source, article, fetched) });

    const saved = await saveVisit(db, finishVisit(source, article, fetched, verdict, channelsFor(stet, source, verdict), now), now);
    return saved === null ? null : { article, verdict, saved };
  } finally {
    await session.release(claim);
  }
}
