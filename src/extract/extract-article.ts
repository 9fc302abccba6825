import type { Article, Evidence } from '../model/article.ts';
import type { Page } from '../model/page.ts';
import type { Rules } from '../model/source.ts';
import { readBody } from './body/read-body.ts';
import type { Clues, Found } from './clues.ts';
import { countBodyWords } from './count-body-words.ts';
import { digestArticle } from './digest-article.ts';
import { firstMeta } from './evidence/read-meta-tags.ts';
import { EXTRACTOR_VERSION } from './extractor-version.ts';
import { chooseHeadline } from './fields/choose-headline.ts';
import { notesAfter } from './fields/notes-after.ts';
import { readByline } from './fields/read-byline.ts';
import { readDateline } from './fields/read-dateline.ts';
import { readModifiedAt, readPublishedAt } from './fields/read-dates.ts';
import { readKicker } from './fields/read-kicker.ts';
import { readAccess, readLanguage } from './fields/read-language.ts';
import { ruledNotes, takeNotes } from './fields/read-notes.ts';
import { readSection, readTags } from './fields/read-topics.ts';
import { gatherClues } from './gather-clues.ts';
import { identifyArticle, readCanonicalUrl } from './identify-article.ts';
import { judgeArticleKind } from './judge-article-kind.ts';
import { parsePage } from './parse-page.ts';
import { takeApart } from './take-apart.ts';

/**
 * The record of a page's article, whatever the page holds: fields that it does not give are `null`. Whether the page is
 * an article at all is for `readPage` to say. Throws a RangeError for a page that is too deep or too large to be read.
 */
export function extractArticle(page: Page, rules: Rules): Article {
  const parsed = parsePage(page.html);
  if (parsed.kind === 'refused') throw new RangeError(`${page.finalUrl}: ${parsed.reason}`);
  const article = extractFromClues(gatherClues(parsed.document, page.finalUrl, rules), page, rules);
  takeApart(parsed.document);
  return article;
}

/** As `extractArticle`, from what has been gathered of the page already. */
export function extractFromClues(
  clues: Clues,
  { url, finalUrl }: Pick<Page, 'url' | 'finalUrl'>,
  rules: Rules,
): Article {
  const { found, body, notes, headlines, bodyEvidence } = readFields(clues);
  const canonicals = [clues.head.links.get('canonical')?.[0], firstMeta(clues.head, 'og:url')];
  const canonicalUrl = readCanonicalUrl(canonicals, clues.base, finalUrl);
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
  const wordCount = countBodyWords(body);
  return {
    url,
    finalUrl,
    canonicalUrl,
    identity: identifyArticle(finalUrl, canonicalUrl, rules.identity),
    kind: judgeArticleKind(clues, { body, wordCount, section: watched.section }),
    language: found.language?.value ?? null,
    headlines,
    dateline: found.dateline?.value ?? null,
    modifiedAt: found.modifiedAt?.value ?? null,
    wordCount,
    extractor: EXTRACTOR_VERSION,
    ...watched,
    ...digestArticle(watched),
    evidence: evidenceOf({ ...found, body: bodyEvidence }),
  };
}

/** Every field with where it was found. The body comes after what must not stand in it again. */
function readFields(clues: Clues) {
  const headline = chooseHeadline(clues);
  const byline = readByline(clues, headline.element);
  const kicker = readKicker(clues, headline);
  const read = readBody(clues, headline, { kicker: kicker?.value ?? null, byline: byline?.value ?? null });
  for (const [field, element] of [
    ['headline', headline.element],
    ['dek', read.dek?.elements[0]],
    ['leadImage', read.leadImage?.element],
  ] as const)
    if (element) clues.trace?.shown.set(field, element);
  const taken = takeNotes(read.blocks);
  const inside = [...ruledNotes(clues), ...taken.notes];
  const notes = [...inside, ...notesAfter(read.end, inside)];
  const found = {
    headline: headline.chosen,
    kicker,
    dek: read.dek,
    byline,
    publishedAt: readPublishedAt(clues, headline.element),
    modifiedAt: readModifiedAt(clues, headline.element),
    section: readSection(clues),
    tags: readTags(clues),
    leadImage: read.leadImage,
    dateline: readDateline(clues, taken.body, read.place),
    language: readLanguage(clues, taken.body),
    isAccessibleForFree: readAccess(clues),
  };
  return { found, headlines: headline.candidates, bodyEvidence: read.evidence, body: taken.body, notes };
}

function evidenceOf(found: Record<string, Found<unknown> | Evidence | null>): Partial<Record<string, Evidence>> {
  const entries = Object.entries(found).flatMap(([field, one]) => {
    if (one === null || ('value' in one && Array.isArray(one.value) && one.value.length === 0)) return [];
    return [[field, { from: one.from, confidence: one.confidence }] as const];
  });
  return Object.fromEntries(entries);
}
