import type { Element } from 'domhandler';
import type { Article } from '../../model/article.ts';
import type { Explanation, FieldReason, RegionReason } from '../../model/explanation.ts';
import type { ExtractRule } from '../../model/source.ts';
import type { Passage } from '../body/measure-tree.ts';
import type { Clues } from '../clues.ts';
import { textOfProperty } from '../evidence/read-json-ld.ts';
import { firstMeta } from '../evidence/read-meta-tags.ts';
import type { PageVerdict } from '../page-kind/survey-page.ts';
import type { RegionChoice, Trace } from '../trace.ts';
import { isWithin } from '../tree.ts';
import { listAuthors, listDates, listHeadlines } from './list-candidates.ts';
import { listRemovals } from './list-removals.ts';
import { nearPathOf, pathOf } from './path-of.ts';

const CHOICES: Record<RegionChoice, string> = {
  rule: "the source's rule names it",
  passages: 'its passages of running text weigh most',
  'live-entries': 'it holds the entries of a live blog',
  pictures: 'the page has no running text, so the element that holds its captioned pictures was read',
  'whole-page': 'the page has no running text in any container, so all of it was read',
};

/** Why a page reads as it does. `article` is what the extraction gave to which `trace` was handed. */
export function explainReading(
  clues: Clues,
  article: Article,
  verdict: PageVerdict,
  trace: Trace,
  rules: ExtractRule[],
): Explanation {
  return {
    kind: verdict.kind,
    kindReasons: verdict.reasons.length > 0 ? verdict.reasons : reasonsOfArticle(clues, article),
    rule: explainRule(clues.rule, rules),
    fields: explainFields(article, trace),
    headlines: listHeadlines(article),
    dates: listDates(clues, article),
    authors: listAuthors(clues, article),
    body: {
      chosenBecause: reasonsOfRegion(clues, trace),
      regions: explainRegions(trace),
      blocks: countTypes(article),
      removed: listRemovals(trace, article),
    },
  };
}

/** What speaks for an article, where nothing speaks against it. */
function reasonsOfArticle({ linked, head }: Clues, article: Article): string[] {
  const type = firstMeta(head, 'og:type');
  return [
    linked.types.size > 0 ? `Its JSON-LD calls it ${[...linked.types].join(', ')}.` : '',
    type === null ? '' : `Its og:type is ${type}.`,
    `It has ${article.wordCount} words of text.`,
  ].filter((reason) => reason !== '');
}

function explainRule(rule: ExtractRule | null, rules: ExtractRule[]): Explanation['rule'] {
  if (rule === null) return null;
  const { validFrom, validUntil } = rule;
  return { place: rules.indexOf(rule) + 1, of: rules.length, validFrom, validUntil };
}

function explainFields(article: Article, { shown }: Trace): FieldReason[] {
  const values: Record<string, unknown> = {
    ...article,
    byline: article.byline?.text,
    leadImage: article.leadImage?.url,
    tags: article.tags.join(', '),
    body: `${article.wordCount} words in ${article.body.length} blocks`,
  };
  return Object.entries(article.evidence).flatMap(([field, evidence]) => {
    if (evidence === undefined) return [];
    const element = shown.get(field);
    const where = element === undefined ? null : nearPathOf(element);
    return [{ field, value: String(values[field]), from: evidence.from, confidence: evidence.confidence, where }];
  });
}

function reasonsOfRegion({ linked }: Clues, { region }: Trace): string[] {
  if (region === null) return [];
  const said = textOfProperty(linked.article?.articleBody);
  const isWider = region.seed !== null && !region.elements.includes(region.seed);
  return [
    CHOICES[region.choice],
    said !== null && region.choice !== 'rule' ? 'the JSON-LD gives the text too, and bears witness to where it is' : '',
    isWider ? `it was sought around ${pathOf(region.seed as Element)}` : '',
    region.elements.length > 1
      ? 'the text stands in several containers, which were joined in the order of the page'
      : '',
  ].filter((reason) => reason !== '');
}

function explainRegions({ region }: Trace): RegionReason[] {
  if (region === null) return [];
  const total = sumOf(region.passages);
  return region.elements.map((element) => {
    const inside = region.passages.filter((passage) => isWithin(passage.element, element));
    const characters = Math.round(sumOf(inside));
    return { path: pathOf(element), passages: inside.length, characters, share: total === 0 ? 0 : characters / total };
  });
}

function sumOf(passages: Passage[]): number {
  return passages.reduce((sum, { length }) => sum + length, 0);
}

function countTypes({ body }: Article): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { type } of body) counts[type] = (counts[type] ?? 0) + 1;
  return counts;
}
