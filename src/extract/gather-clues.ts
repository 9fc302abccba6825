import type { Document } from 'domhandler';
import type { ExtractRule, Rules } from '../model/source.ts';
import { resolveAddress } from './address.ts';
import type { Clues } from './clues.ts';
import { findLinkedArticle } from './evidence/linked-article.ts';
import { newsroomKeys } from './evidence/newsroom-keys.ts';
import { readJsonLd } from './evidence/read-json-ld.ts';
import { readMetaTags } from './evidence/read-meta-tags.ts';
import { readPublishedAt } from './fields/read-dates.ts';
import type { Trace } from './trace.ts';

/** What a page says of itself, and the source's rule for the day on which it was published. */
export function gatherClues(document: Document, url: string, rules: Rules, trace: Trace | null = null): Clues {
  const head = readMetaTags(document);
  const linked = findLinkedArticle(readJsonLd(document), url);
  const clues: Clues = {
    document,
    url,
    base: resolveAddress(head.base, url) ?? url,
    head,
    linked,
    newsroom: newsroomKeys(head, linked, url),
    rule: null,
    timezone: rules.timezone,
    language: rules.language,
    trace,
  };
  // Most sources have one rule or none: there is no need of a date to choose.
  if (rules.extract.length < 2) return { ...clues, rule: rules.extract[0] ?? null };
  return { ...clues, rule: chooseRule(rules.extract, readPublishedAt(clues)?.value ?? null) };
}

/** The rule whose dates hold the page's own; the last rule where none does, or where the page has no date. */
function chooseRule(rules: ExtractRule[], publishedAt: string | null): ExtractRule | null {
  const at = publishedAt === null ? Number.NaN : Date.parse(publishedAt);
  const holding = rules.find(({ validFrom, validUntil }) => {
    if (Number.isNaN(at)) return false;
    return (validFrom === null || at >= Date.parse(validFrom)) && (validUntil === null || at < Date.parse(validUntil));
  });
  return holding ?? rules.at(-1) ?? null;
}
