import { compareRecords } from '../../src/compare/compare-versions.ts';
import { digestArticle } from '../../src/extract/digest-article.ts';
import { extractArticle } from '../../src/extract/extract-article.ts';
import { EXTRACTOR_VERSION } from '../../src/extract/extractor-version.ts';
import type { Article } from '../../src/model/article.ts';
import type { Block } from '../../src/model/block.ts';
import { UNTROUBLED } from '../../src/model/life.ts';
import type { Rules } from '../../src/model/source.ts';
import { loadArticle } from '../../storage/articles.ts';
import type { Db } from '../../storage/open-database.ts';
import { type SavedVisit, saveVisit } from '../../storage/save-visit.ts';
import { latestVersion } from '../../storage/versions.ts';
import { makePage, UNWATCHED } from './articles.ts';
import { plannedAt } from './visit-plan.ts';

/** The extractor that read what these tests find stored. */
export const EARLIER = EXTRACTOR_VERSION - 1;

/** A page of a paper with metadata, a list of other stories, and paragraphs enough to be an article. */
export function makeStoryPage(headline: string, paragraphs: string[]): string {
  const told = { '@context': 'https://schema.org', '@type': 'NewsArticle', headline };
  return `<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>${headline}</title>
<script type="application/ld+json">${JSON.stringify(told)}</script></head><body>
<nav><a href="/">Home</a></nav>
<article><h1>${headline}</h1>
${paragraphs.map((text) => `<p>${text}</p>`).join('\n')}
</article></body></html>`;
}

/** The record of a page as the earlier extractor read it: with a line of the page's furniture at the end of the body. */
export function readBefore(html: string, url: string, rules: Rules, furniture: string): Article {
  const record = extractArticle({ url, finalUrl: url, html }, rules);
  const line: Block = { type: 'paragraph', text: furniture, spans: [] };
  const read = { ...record, extractor: EARLIER, body: [...record.body, line] };
  return { ...read, ...digestArticle(read) };
}

/** A page as it was met in the past. */
export type PastPage = { html: string | Uint8Array; record: Article; rules: string };

/** Keeps a visit of the past: the page, and what was read of it then, compared with the version before as it was read. */
export async function keepPast(db: Db, articleId: string, past: PastPage, at: Date): Promise<SavedVisit> {
  const article = await loadArticle(db, articleId);
  if (article === null) throw new Error('no such article');
  const before = await latestVersion(db, articleId);
  const version = { ...past.record, url: article.url, finalUrl: article.url, identity: article.identity };
  const change = before === null ? null : compareRecords(before.record, version);
  const page = { ...makePage(past.html), url: article.url, finalUrl: article.url };
  const readBy = { extractor: past.record.extractor, rules: past.rules };
  const outcome = before === null ? ('new' as const) : ('changed' as const);
  const life = { life: UNTROUBLED, status: 'live' as const, movedTo: null, mergedInto: null, remarks: [], reason: '' };
  const verdict = { ...life, outcome, version, change };
  const visit = { article, page, verdict, failures: 0, planVisit: plannedAt(at), ...UNWATCHED, readBy };
  const saved = await saveVisit(db, { ...visit, channelsFor: () => ['newsroom'] }, at);
  if (saved === null) throw new Error('the visit was not stored');
  return saved;
}
