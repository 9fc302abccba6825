import type { Document } from 'domhandler';
import type { Article, Evidence } from '../model/article.ts';
import type { Page } from '../model/page.ts';
import type { Rules } from '../model/source.ts';
import { readBody } from './body/read-body.ts';
import type { Found } from './clues.ts';
import { countBodyWords } from './count-body-words.ts';
import { digestArticle } from './digest-article.ts';
import { firstMeta } from './evidence/read-meta-tags.ts';
import { EXTRACTOR_VERSION } from './extractor-version.ts';
import { chooseHeadline } from './fields/choose-headline.ts';
import { readByline } from './fields/read-byline.ts';
import { readModifiedAt, readPublishedAt } from './fields/read-dates.ts';
import { readKicker } from './fields/read-kicker.ts';
import { readAccess, readLanguage } from './fields/read-language.ts';
import { takeNotes } from './fields/read-notes.ts';
import { readSection, readTags } from './fields/read-topics.ts';
import { gatherClues } from './gather-clues.ts';
import { identifyArticle, readCanonicalUrl } from './identify-article.ts';
import { judgeArticleKind } from './judge-article-kind.ts';
import { parsePage } from './parse-page.ts';

/**
 * The record of a page's article, whatever the page holds: fields that it does not give are `null`. Whether the page is
 * an article at all is for `readPage` to say. Throws a RangeError for a page that is too deep or too large to be read.
 */
export function extractArticle(page: Page, rules: Rules): Article {
  const parsed = parsePage(page.html);
  if (parsed.kind === 'refused') throw new RangeError(`${page.finalUrl}: ${parsed.reason}`);
  return extractFromTree(parsed.document, page, rules);
}

/** As `extractArticle`, from a tree that has been parsed already. */
export function extractFromTree(document: Document, page: Pick<Page, 'url' | 'finalUrl'>, rules: Rules): Article {
  const clues = gatherClues(document, page.finalUrl, rules);
  const headline = chooseHeadline(clues);
  const byline = readByline(clues, headline.element);
  const kicker = readKicker(clues, headline.element);
  const read = readBody(clues, headline, { kicker: kicker?.value ?? null, byline: byline?.value ?? null });
  const dated = { published: readPublishedAt(clues), modified: readModifiedAt(clues) };
  const found = {
    headline: headline.chosen,
    kicker,
    dek: read.dek,
    byline,
    publishedAt: dated.published,
    modifiedAt: dated.modified,
    section: readSection(clues),
    tags: readTags(clues),
    leadImage: read.leadImage,
    language: readLanguage(clues),
    isAccessibleForFree: readAccess(clues),
  };
  const { body, notes } = takeNotes(read.blocks);
  const canonicalUrl = readCanonicalUrl(
    [clues.head.links.get('canonical')?.[0], firstMeta(clues.head, 'og:url')],
    clues.base,
    page.finalUrl,
  );
  const watched = {
    headline: found.headline?.value ?? null,
    kicker: found.kicker?.value ?? null,
    dek: found.dek?.value ?? null,
    byline: found.byline?.value ?? null,
    publishedAt: found.publishedAt?.value ?? null,
    section: found.section?.value ?? null,
    tags: found.tags.value,
    leadImage: found.leadImage?.value ?? null,
    body,
    notes,
    isAccessibleForFree: found.isAccessibleForFree?.value ?? null,
  };
  return {
    url: page.url,
    finalUrl: page.finalUrl,
    canonicalUrl,
    identity: identifyArticle(page.finalUrl, canonicalUrl, rules.identity),
    kind: judgeArticleKind(clues, body, watched.section),
    language: found.language?.value ?? null,
    headlines: headline.candidates,
    modifiedAt: found.modifiedAt?.value ?? null,
    wordCount: countBodyWords(body),
    extractor: EXTRACTOR_VERSION,
    ...watched,
    ...digestArticle(watched),
    evidence: evidenceOf({ ...found, body: read.evidence }),
  };
}

function evidenceOf(found: Record<string, Found<unknown> | Evidence | null>): Partial<Record<string, Evidence>> {
  const entries = Object.entries(found).flatMap(([field, one]) => {
    if (one === null || ('value' in one && Array.isArray(one.value) && one.value.length === 0)) return [];
    return [[field, { from: one.from, confidence: one.confidence }] as const];
  });
  return Object.fromEntries(entries);
}
