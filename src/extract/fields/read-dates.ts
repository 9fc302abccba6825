import type { Element } from 'domhandler';
import type { EvidenceSource } from '../../model/article.ts';
import type { Clues, Found } from '../clues.ts';
import { textOfProperty } from '../evidence/read-json-ld.ts';
import { firstMeta } from '../evidence/read-meta-tags.ts';
import { findScriptDate } from '../script-body/find-script-date.ts';
import { marksOf } from '../script-body/page-marks.ts';
import { readScriptValues } from '../script-body/read-script-values.ts';
import { selectFirst } from '../select-elements.ts';
import { findElement, rawTextOf, textOf } from '../tree.ts';
import { parseDate } from './parse-date.ts';
import { dateOfElement, shownDate } from './shown-date.ts';

const PUBLISHED_META = [
  'article:published_time',
  'og:article:published_time',
  'datepublished',
  'publish_date',
  'publication_date',
  'published_at',
  'parsely-pub-date',
  'sailthru.date',
  'dc.date.issued',
  'dc.date.created',
  'dcterms.issued',
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
  'og:article:modified_time',
  'og:updated_time',
  'datemodified',
  'lastmod',
  'last-modified',
  'dcterms.modified',
  'dc.date.modified',
  'article.updated',
];

/** When the article was published, by metadata first, then by what the page shows, its address, its title, its scripts. */
export function readPublishedAt(clues: Clues, headline: Element | null = null): Found<string> | null {
  const ruled = ruledDate(clues, 'publishedAt');
  if (ruled !== null) return ruled;
  const claimed = claimedDate(clues, ['datePublished', 'dateCreated', 'uploadDate'], PUBLISHED_META);
  if (claimed !== null && claimed.value.length > 10) return claimed;
  const shown = shownDate(clues, 'published', headline);
  // Of values that agree the more precise one: a time that is shown for the day that metadata gives.
  if (claimed !== null) return shown?.value.startsWith(`${claimed.value}T`) ? shown : claimed;
  const address = addressDate(clues.url);
  // What stands somewhere on the page is believed only where the address does not give another day.
  const isBelieved =
    shown !== null && (shown.confidence > 0.5 || address === null || shown.value.startsWith(address.value));
  return isBelieved ? shown : (address ?? titleDate(clues) ?? scriptDate(clues, headline));
}

/** When the page says it was last saved; not a sign of an edit that a reader can see. */
export function readModifiedAt(clues: Clues, headline: Element | null = null): Found<string> | null {
  return (
    ruledDate(clues, 'modifiedAt') ??
    claimedDate(clues, ['dateModified'], MODIFIED_META) ??
    shownDate(clues, 'modified', headline)
  );
}

function ruledDate({ document, rule, timezone }: Clues, field: 'publishedAt' | 'modifiedAt'): Found<string> | null {
  for (const element of selectFirst(document, rule?.[field] ?? [])) {
    const date = dateOfElement(element, timezone);
    if (date !== null) return { value: date, from: 'rule', confidence: 1 };
  }
  return null;
}

/**
 * The date that metadata gives. JSON-LD is believed before meta, unless another source says more: a time where the first
 * has only a day, on that day or before; a zone for the same time.
 */
function claimedDate({ linked, head, timezone }: Clues, properties: string[], names: string[]): Found<string> | null {
  const metas = names.flatMap((name) => [name, name.replace('_time', ':time')]).map((name) => head.meta.get(name)?.[0]);
  const [main, ...others] = properties.map((property) => textOfProperty(linked.article?.[property]));
  const said: [EvidenceSource, (string | null | undefined)[]][] = [
    ['json-ld', [main]],
    ['meta', metas],
    ['json-ld', others],
  ];
  const found = said.flatMap(([from, texts]) =>
    texts.flatMap((text) => {
      const value = text === null || text === undefined ? null : parseDate(text, timezone);
      return value === null ? [] : [{ value, from, confidence: 0.95 }];
    }),
  );
  const [first] = found;
  if (first === undefined) return null;
  return found.find((one) => isMorePrecise(one.value, first.value)) ?? first;
}

function isMorePrecise(date: string, other: string): boolean {
  if (other.length === 10) return date.length > 10 && date.slice(0, 10) <= other;
  return !hasZone(other) && hasZone(date) && date.startsWith(other.slice(0, 16));
}

function hasZone(date: string): boolean {
  return /(?:Z|[+-]\d{2}:\d{2})$/.test(date);
}

/** The date at the end of a page's title: `Headline | Paper | 28.04.2023`. */
function titleDate({ head, timezone }: Clues): Found<string> | null {
  const parts = (head.title ?? '').split(/\s[|–—-]\s|,\s/);
  const value = parts.length < 2 ? null : parseDate(parts.at(-1) ?? '', timezone);
  return value === null ? null : { value, from: 'title', confidence: 0.5 };
}

/** What the scripts' JSON says of the article with this headline, or at this address. */
function scriptDate(clues: Clues, headline: Element | null): Found<string> | null {
  const { document, head, linked, timezone } = clues;
  if (findElement(document, namesDate) === null) return null;
  const titles = [headline === null ? null : textOf(headline), firstMeta(head, 'og:title'), linked.article?.headline];
  const marks = marksOf(
    clues,
    titles.filter((title) => typeof title === 'string'),
  );
  const value = findScriptDate(readScriptValues(document).roots, marks, (text) => parseDate(text, timezone));
  return value === null ? null : { value, from: 'script', confidence: 0.8 };
}

/** Most scripts have no date: they need not be read to know it. */
function namesDate(element: Element): boolean {
  return (
    element.name === 'script' &&
    /(?:publish|publication|pub_?date|pub_?time|release|issue|posted|deploy|creat|reg_?d|insert|input_?d)/i.test(
      rawTextOf(element),
    )
  );
}

function addressDate(url: string): Found<string> | null {
  const match = new URL(url).pathname.match(/\/((?:19|20)\d{2})[/-]?(\d{2})[/-]?(\d{2})(?=[/-]|$)/);
  const value = match ? parseDate(`${match[1]}-${match[2]}-${match[3]}`, null) : null;
  return value === null ? null : { value, from: 'url', confidence: 0.5 };
}
