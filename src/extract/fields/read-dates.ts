import type { Element } from 'domhandler';
import type { EvidenceSource } from '../../model/article.ts';
import type { Clues, Found } from '../clues.ts';
import { textOfProperty } from '../evidence/read-json-ld.ts';
import { firstMeta } from '../evidence/read-meta-tags.ts';
import { selectFirst } from '../select-elements.ts';
import { ancestorsOf, attributeOf, elementsIn, hintsOf, textOf } from '../tree.ts';
import { parseDate } from './parse-date.ts';

const PUBLISHED_META = [
  'article:published_time',
  'og:article:published_time',
  'datepublished',
  'publish_date',
  'publication_date',
  'parsely-pub-date',
  'sailthru.date',
  'dc.date.issued',
  'dcterms.created',
  'dc.date',
  'date',
  'pubdate',
  'article.published',
  'cxenseparse:recs:publishtime',
  'cxenseparse:publishtime',
  'og:pubdate',
  'article_date_original',
  'originalpublicationdate',
  'last-modified-date',
];
const MODIFIED_META = [
  'article:modified_time',
  'og:updated_time',
  'datemodified',
  'lastmod',
  'last-modified',
  'dcterms.modified',
  'article.updated',
];
const DATE_NAMES =
  /\b(?:date|dateline|datetime|timestamp|time|published|pubdate|publish|publication|posted|datum|fecha|data|entry date|post date)\b/;
const ELSEWHERE = /\b(?:related|sidebar|most read|popular|comments?|teasers?|footer|latest|cluster|card|recommended)\b/;

/** When the article was published, by metadata first, then by what the page shows, then by its address. */
export function readPublishedAt(clues: Clues): Found<string> | null {
  return (
    ruledDate(clues, 'publishedAt') ??
    claimedDate(clues, 'datePublished', PUBLISHED_META) ??
    shownDate(clues) ??
    addressDate(clues.url)
  );
}

/** When the page says it was last saved; not a sign of an edit that a reader can see. */
export function readModifiedAt(clues: Clues): Found<string> | null {
  return ruledDate(clues, 'modifiedAt') ?? claimedDate(clues, 'dateModified', MODIFIED_META);
}

function ruledDate({ document, rule, timezone }: Clues, field: 'publishedAt' | 'modifiedAt'): Found<string> | null {
  for (const element of selectFirst(document, rule?.[field] ?? [])) {
    const date = dateOfElement(element, timezone);
    if (date !== null) return { value: date, from: 'rule', confidence: 1 };
  }
  return null;
}

function claimedDate({ linked, head, timezone }: Clues, property: string, names: string[]): Found<string> | null {
  const said: [EvidenceSource, string | null][] = [
    ['json-ld', linked.article === null ? null : textOfProperty(linked.article[property])],
    ['meta', firstMeta(head, ...names)],
  ];
  const found = said.flatMap(([from, text]) => {
    const value = text === null ? null : parseDate(text, timezone);
    return value === null ? [] : [{ value, from, confidence: 0.95 }];
  });
  // A day alone gives way to a time of the same day.
  const timed = found.find(({ value }) => value.length > 10);
  return timed ?? found[0] ?? null;
}

function shownDate({ document, timezone }: Clues): Found<string> | null {
  const elements = [...elementsIn(document)].filter((element) => !isElsewhere(element));
  const timed = elements.filter(({ name, attribs }) => name === 'time' || attribs.itemprop === 'datePublished');
  for (const element of timed) {
    const value = dateOfElement(element, timezone);
    if (value !== null) return { value, from: element.name === 'time' ? 'time' : 'microdata', confidence: 0.8 };
  }
  for (const element of elements) {
    if (!DATE_NAMES.test(hintsOf(element))) continue;
    const text = textOf(element);
    const value = text.length > 120 ? null : parseDate(text, timezone);
    if (value !== null) return { value, from: 'heuristic', confidence: 0.6 };
  }
  return null;
}

function isElsewhere(element: Element): boolean {
  if (element.name !== 'time' && !DATE_NAMES.test(hintsOf(element)) && element.attribs.itemprop === undefined)
    return true;
  for (const holder of ancestorsOf(element)) {
    if (holder.name === 'nav' || holder.name === 'footer' || holder.name === 'aside') return true;
    if (ELSEWHERE.test(hintsOf(holder))) return true;
  }
  return false;
}

function dateOfElement(element: Element, timezone: string | null): string | null {
  const stamp =
    attributeOf(element, 'datetime') ?? attributeOf(element, 'content') ?? attributeOf(element, 'data-datetime');
  return (stamp === null ? null : parseDate(stamp, timezone)) ?? parseDate(textOf(element), timezone);
}

function addressDate(url: string): Found<string> | null {
  const match = new URL(url).pathname.match(/\/((?:19|20)\d{2})[/-]?(\d{2})[/-]?(\d{2})(?=[/-]|$)/);
  const value = match ? parseDate(`${match[1]}-${match[2]}-${match[3]}`, null) : null;
  return value === null ? null : { value, from: 'url', confidence: 0.5 };
}
