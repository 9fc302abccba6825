import type { Element } from 'domhandler';
import type { Article, EvidenceSource } from '../../model/article.ts';
import type { Candidate } from '../../model/explanation.ts';
import type { Clues } from '../clues.ts';
import { isObject, listOf, textOfProperty } from '../evidence/read-json-ld.ts';
import { parseDate } from '../fields/parse-date.ts';
import { textKey } from '../fold-text.ts';
import { hintsOf } from '../names.ts';
import { attributeOf, findElement, findElements, isHidden, textOf } from '../tree.ts';
import { nearPathOf } from './path-of.ts';

/** Candidates of one field that are shown: a page with more repeats itself. */
const MAX_CANDIDATES = 12;
const MAX_ELEMENTS = 6;
const AUTHOR_WORDS = /\b(?:author|authors|autor|auteur|byline|bylines|by|creator|writer)\b/;
const HEADLINE_PLACES: Partial<Record<EvidenceSource, string>> = {
  rule: "the rule's selector",
  h1: 'the headline that the page shows',
  'json-ld': 'its headline',
  'open-graph': '<meta og:title>',
  meta: 'another <meta> of a title',
  title: '<title>',
};
const DATE_WORDS = /date|time|publi|modif|update|issued|created/;

type Claim = Omit<Candidate, 'isChosen'>;

/** Every headline that was in question. */
export function listHeadlines({ headlines, headline }: Article): Candidate[] {
  return headlines.map(({ text, from }) => ({
    text,
    from,
    where: HEADLINE_PLACES[from] ?? from,
    isChosen: text === headline,
  }));
}

/** Every date that the page gives for itself: in JSON-LD, in its head, in `<time>` elements. */
export function listDates({ document, head, linked, timezone }: Clues, article: Article): Candidate[] {
  const linkedDates = Object.entries(linked.article ?? {}).filter(([name]) => /^date|uploadDate/.test(name));
  const times = findElements(document, ({ name, attribs }) => name === 'time' || /^date/.test(attribs.itemprop ?? ''));
  const claims: Claim[] = [
    ...linkedDates.map(([name, value]) => claim('json-ld', textOfProperty(value), `its ${name}`)),
    ...metaClaims(head.meta, DATE_WORDS),
    ...times
      .slice(0, MAX_ELEMENTS)
      .map((time) => claim('time', attributeOf(time, 'datetime') ?? textOf(time), nearPathOf(time))),
  ];
  const read = claims.flatMap((one) => {
    const date = parseDate(one.text, timezone);
    return date === null ? [] : [{ ...one, text: date }];
  });
  return mark(read, (text) => text === article.publishedAt || text === article.modifiedAt);
}

/** Every author that the page names: in JSON-LD, in its head, in elements called bylines. */
export function listAuthors({ document, head, linked }: Clues, { byline }: Article): Candidate[] {
  const linkedAuthors = listOf(linked.article?.author).map((value) => {
    const type = isObject(value) && typeof value['@type'] === 'string' ? `, a ${value['@type']}` : '';
    return claim('json-ld', textOfProperty(value), `its author${type}`);
  });
  const named = findElements(document, isNamedByline).filter((element) => findElement(element, isNamedByline) === null);
  const claims = [
    ...linkedAuthors,
    ...metaClaims(head.meta, AUTHOR_WORDS),
    ...named.slice(0, MAX_ELEMENTS).map((element) => claim('heuristic', textOf(element), nearPathOf(element))),
  ];
  const names = byline?.authors.map(({ name }) => textKey(name)) ?? [];
  return mark(claims, (text) => names.some((name) => textKey(text).includes(name)));
}

function claim(from: Claim['from'], text: string | null, where: string): Claim {
  return { text: text ?? '', from, where };
}

function metaClaims(meta: Map<string, string[]>, words: RegExp): Claim[] {
  return [...meta]
    .filter(([name]) => words.test(name.replace(/[^a-z]+/g, ' ')))
    .flatMap(([name, values]) => values.map((value) => claim('meta', value, `<meta ${name}>`)));
}

function isNamedByline(element: Element): boolean {
  if (element.name === 'meta' || element.name === 'link' || isHidden(element)) return false;
  const isMarked = attributeOf(element, 'rel') === 'author' || /author/.test(attributeOf(element, 'itemprop') ?? '');
  if (!isMarked && !AUTHOR_WORDS.test(hintsOf(element))) return false;
  const text = textOf(element);
  return text.length < 120 && /\p{L}/u.test(text);
}

/** The claims that say something, each once. */
function mark(claims: Claim[], isChosen: (text: string) => boolean): Candidate[] {
  const unique = new Map(
    claims.filter(({ text }) => text !== '').map((one) => [`${one.from} ${one.text} ${one.where}`, one]),
  );
  return [...unique.values()].slice(0, MAX_CANDIDATES).map((one) => ({ ...one, isChosen: isChosen(one.text) }));
}
