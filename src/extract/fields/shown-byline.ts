import type { Element } from 'domhandler';
import type { Author, Byline } from '../../model/article.ts';
import { isSameSite, resolveAddress } from '../address.ts';
import type { Clues } from '../clues.ts';
import { foldText, nameKey } from '../fold-text.ts';
import { hintsOf, nameTest } from '../names.ts';
import {
  ancestorsOf,
  attributeOf,
  countElements,
  elementsIn,
  findElements,
  isHidden,
  isShort,
  startOf,
  textOf,
} from '../tree.ts';
import { elementsNear } from './elements-near.ts';
import { isNameless } from './linked-authors.ts';
import { LEADING_BY, looksLikePerson, splitNames } from './split-names.ts';

const BYLINE_NAMES = nameTest(
  /\b(?:by|bylines?|bylinename|authors?|authorname|author names?|contributors?|writers?|auteurs?|autor(?:en|zy|es|a|in)?|reporters?)\b/,
);
const NOT_BYLINE = nameTest(
  /\b(?:bio|comments?|avatar|image|img|photo|social|follow|related|box|cards?|excerpt|description|more|desc|newsletter|caption|figure)\b/,
);
const ELSEWHERE = nameTest(
  /\b(?:comments?|related|sidebar|teasers?|cards?|excerpt|author box|bio|most read|cluster|footer)\b/,
);
/** Elements of a byline's box that say when, not who. */
const DATE_NAMES = /\b(?:date|datetime|time|timestamp|published|updated)\b/;
/** Addresses of the pages that a site has about its authors. */
const AUTHOR_PATH =
  /\/(?:authors?|autor(?:en|es|in|zy)?|auteurs?|autore|autori|writers?|journalists?|journalistes?|profiles?|people|reporters?|columnists?|contributors?|by|staff|redaktion|redakteure|signature|firma|firmas|penulis|yazar|journalisten)\/[^/?#]/i;
/** The line that says the author's name after a word for it, wherever it stands. */
const LABELLED = /^(?:authors?|autor(?:in|a)?(?:\/autor(?:in)?)?|auteure?|autore|автор)\s{0,2}[:：/]?\s{1,3}\p{Lu}/iu;

/** Where a line does not begin so, its text need not be read. */
const LABEL_START = /^(?:$|auth?o|auteu|авто)/i;

const LABELLED_ELEMENTS = new Set(['li', 'p', 'div', 'dd', 'span']);

/** A byline of several people, each with a link, a picture and a place to follow them, holds no more elements than this. */
const BYLINE_ELEMENTS = 80;
/** How near its headline an article's byline stands. */
const NEAR = { elements: 80, paragraphs: 2, paragraphLength: 80 };

/** A byline further down, among more authors than this, is one of a list of other articles. */
const MOST_PRESENTED = 2;

/**
 * The line near the headline that names authors: of lines inside each other, the tightest that names them all. Further
 * down the page authors are presented, not named: those count only where the newsroom has not signed.
 */
export function shownByline(clues: Clues, headline: Element | null, onlyNear: boolean): Byline | null {
  const all = elementsIn(clues.document);
  const near = elementsNear(all, headline, NEAR);
  for (const isByline of [isMarked, isAuthorPage, isByLine]) {
    const [found] = bylinesAmong(near, clues, isByline, 1);
    if (found !== undefined) return found;
  }
  if (onlyNear || near.some((element) => isMarked(element) && namesNewsroom(element, clues))) return null;
  for (const isByline of [isMarked, isLabelled]) {
    const found = bylinesAmong(all, clues, isByline, MOST_PRESENTED + 4);
    const people = new Set(found.flatMap(({ authors }) => authors.map(({ name }) => nameKey(name))));
    if (found[0] !== undefined && people.size <= Math.max(MOST_PRESENTED, found[0].authors.length)) return found[0];
  }
  return null;
}

/** The first bylines among elements, at most so many; lines that mark a byline without a name are tried a dozen times. */
function bylinesAmong(
  elements: Element[],
  clues: Clues,
  isByline: (element: Element, base: string) => boolean,
  most: number,
): Byline[] {
  const found: Byline[] = [];
  let tried = 0;
  for (const element of elements) {
    if (found.length >= most || tried > 12) break;
    if (
      countElements(element) > BYLINE_ELEMENTS ||
      !isByline(element, clues.base) ||
      isHidden(element) ||
      textOf(element).length > 160 ||
      isElsewhere(element)
    )
      continue;
    const whole = bylineOf([element], clues);
    if (whole === null) tried += 1;
    else found.push(tightest(element, whole, clues));
  }
  return found;
}

/** Whether a byline says no more than the paper's own name. */
function namesNewsroom(element: Element, clues: Clues): boolean {
  return clues.newsroom.has(nameKey(textOf(element).replace(LEADING_BY, '')));
}

function tightest(element: Element, whole: Byline, clues: Clues): Byline {
  const inner = elementsIn(element).map((one) => bylineOf([one], clues));
  const found = inner.findLast(
    (byline) => byline !== null && byline.authors.length >= whole.authors.length && LEADING_BY.test(byline.text),
  );
  return found ?? whole;
}

function isMarked(element: Element): boolean {
  if (element.name === 'meta' || element.name === 'link') return false;
  const hints = hintsOf(element);
  if (hints !== '' && BYLINE_NAMES.test(element)) return !NOT_BYLINE.test(element);
  const { attribs, name } = element;
  const isMarkedUp = attribs.itemprop?.includes('author') || (name === 'a' && attribs.rel?.trim() === 'author');
  return isMarkedUp === true && !NOT_BYLINE.test(element);
}

function isAuthorPage(element: Element, base: string): boolean {
  const address = element.name === 'a' ? resolveAddress(attributeOf(element, 'href'), base) : null;
  return address !== null && AUTHOR_PATH.test(address) && isSameSite(address, base);
}

/** A short line that begins with `By` and goes on with names alone. */
function isByLine(element: Element): boolean {
  if (/^(?:h[1-6]|a|figcaption|button|label)$/.test(element.name) || !isShort(element, 300)) return false;
  const text = textOf(element);
  if (text.length > 120 || !LEADING_BY.test(text)) return false;
  const names = splitNames(text);
  // Agencies and initials are written small beside a name.
  return names.some(looksLikePerson) && names.every((name) => looksLikePerson(name) || /^\p{Ll}{2,5}$/u.test(name));
}

function isLabelled(element: Element): boolean {
  return (
    LABELLED_ELEMENTS.has(element.name) &&
    countElements(element) < 6 &&
    LABEL_START.test(startOf(element)) &&
    LABELLED.test(textOf(element)) &&
    isByLine(element)
  );
}

function isElsewhere(element: Element): boolean {
  for (const holder of ancestorsOf(element)) {
    if (holder.name === 'body' || holder.name === 'html') return false;
    if (holder.name === 'footer' || ELSEWHERE.test(holder)) return true;
  }
  return false;
}

/** Who signed in these elements: by the links to the site's own pages about them, else by their text. */
export function bylineOf(elements: Element[], clues: Clues): Byline | null {
  const authors = elements.flatMap((element) => authorsIn(element, clues));
  const { newsroom } = clues;
  const unique = authors.filter(
    ({ name, url }, at) =>
      !newsroom.has(nameKey(name)) &&
      !isNameless(url) &&
      authors.findIndex((other) => nameKey(other.name) === nameKey(name)) === at,
  );
  if (unique.length === 0) return null;
  const line = foldText(elements.map(lineOf).join(', '));
  // What is set apart from a name by style alone is a word of its own.
  const text = unique.reduce(
    (whole, { name }) => whole.replace(name, (found, at: number) => found + gapAfter(whole, at + name.length)),
    line,
  );
  return { text, authors: unique };
}

function gapAfter(line: string, at: number): string {
  return /^\p{Lu}\p{Ll}/u.test(line.slice(at)) ? ' ' : '';
}

/** A byline's text up to the date that stands in the same box. */
function lineOf(element: Element): string {
  const text = textOf(element);
  const isDate = (inner: Element) => inner.name === 'time' || DATE_NAMES.test(hintsOf(inner));
  const starts = findElements(element, isDate).map((inner) => text.indexOf(textOf(inner)));
  const start = Math.min(...starts.filter((at) => at > 0));
  return Number.isFinite(start) ? text.slice(0, start).replace(/[\s|•·,–—-]+$/, '') : text;
}

function authorsIn(element: Element, { base }: Clues): Author[] {
  const links = [element, ...elementsIn(element)].filter((inner) => {
    const address = inner.name === 'a' ? resolveAddress(attributeOf(inner, 'href'), base) : null;
    return address !== null && isSameSite(address, base);
  });
  const linked = links.flatMap((link) =>
    namesOf(link).map((name) => ({ name, url: resolveAddress(attributeOf(link, 'href'), base), link })),
  );
  const own = linked.filter(({ link }) => isAuthorPage(link, base));
  if (own.length > 0) return own.map(({ name, url }) => ({ name, url }));
  // After `By` the line itself lists the names: links may lead to sections too.
  const names =
    linked.length === 0 || LEADING_BY.test(textOf(element)) ? namesOf(element) : linked.map(({ name }) => name);
  return names.map((name) => ({ name, url: linked.find((one) => one.name === name)?.url ?? null }));
}

/** The names in an element: what microdata calls a name, else its text. */
function namesOf(element: Element): string[] {
  const named = findElements(element, (inner) => attributeOf(inner, 'itemprop') === 'name');
  const texts = named.map((inner) => attributeOf(inner, 'content') ?? textOf(inner)).filter((text) => text !== '');
  return (texts.length > 0 ? texts : [textOf(element)]).flatMap(splitNames);
}
