import type { Document, Element } from 'domhandler';
import { ancestorsOf, attributeOf, findElement, hintsOf, isBefore, isElement } from '../tree.ts';
import { holds, type Measures, type Passage } from './measure-tree.ts';

/** Names by which a page's own mark-up says that an element holds the article's text. */
export const BODY_NAMES =
  /\b(?:article body|articlebody|article content|article text|story body|story content|story text|post body|post content|entry content|body text|body copy|content body|news text|article main)\b/;
const NOT_BODY = /\b(?:comments?|sidebar|footer|related|teasers?|newsletter|promo)\b/;

/**
 * The element that holds the article's body: the one whose near passages weigh most, then outwards as long as what is
 * gained is running text of the same kind (a body in several containers), and never past the start of another article.
 * `null` for a page without running text. The passages are weighed
 * already (`weighPassages`).
 */
export function findRegion(document: Document, measures: Measures, passages: Passage[]): Element | null {
  const seed = heaviestContainer(passages);
  if (seed === null) return null;
  const root = findElement(document, (element) => element.name === 'body');
  let region = seed;
  for (const outer of [...ancestorsOf(seed)]) {
    if (outer === root || outer.name === 'html' || outer.name === 'body') break;
    if (isBetterRegion(outer, region, passages, measures)) region = outer;
  }
  return region;
}

/** As readability has it: a passage counts wholly for its parent, by half for the next one out, by a third and a quarter after. */
function heaviestContainer(passages: Passage[]): Element | null {
  const scores = new Map<Element, number>();
  for (const { element, prose } of passages) {
    const holders = [element, ...ancestorsOf(element)];
    const shares =
      element.name === 'p' || element.name === 'li' ? [0, 1, 0.5, 0.33, 0.25, 0.2] : [0.8, 0.9, 0.5, 0.33, 0.25, 0.2];
    for (const [at, share] of shares.entries()) {
      const holder = holders[at];
      // The whole page is its article's container only where paragraphs stand in it directly.
      if (holder === undefined || holder.name === 'html' || (holder.name === 'body' && at > 1)) break;
      scores.set(holder, (scores.get(holder) ?? 0) + prose * share);
    }
  }
  let best: Element | null = null;
  let most = 0;
  for (const [element, score] of scores) {
    const weighed = score * placeWeight(element);
    if (weighed > most) [best, most] = [element, weighed];
  }
  return best;
}

/** Whether the page's own mark-up calls an element the article's text. */
function isNamedBody(element: Element): boolean {
  return isBodyProperty(element) || BODY_NAMES.test(hintsOf(element));
}

function isBodyProperty(element: Element): boolean {
  return /articleBody|reviewBody/.test(attributeOf(element, 'itemprop') ?? '');
}

function placeWeight(element: Element): number {
  if (isBodyProperty(element)) return 1.5;
  const hints = hintsOf(element);
  if (BODY_NAMES.test(hints)) return 1.3;
  if (NOT_BODY.test(hints)) return 0.5;
  return element.name === 'article' ? 1.1 : 1;
}

/** Whether an outer element holds enough more of the same text to be the body, and little that is not. */
function isBetterRegion(outer: Element, region: Element, passages: Passage[], measures: Measures): boolean {
  const inside = passages.filter(({ element }) => holds(measures, region, element));
  const gained = passages.filter(({ element }) => holds(measures, outer, element) && !holds(measures, region, element));
  const have = sum(inside);
  const kin = new Set(inside.flatMap(({ element }) => [makeOf(element), kinshipOf(element)]));
  let alike = 0;
  let foreign = 0;
  for (const passage of gained) {
    if (isCardPassage(passage, outer) || startsAnother(passage.element, outer, region, measures))
      foreign += passage.prose;
    else if (isAlike(passage, region, kin)) alike += passage.prose;
    else foreign += passage.prose;
  }
  if (alike < have * (isNamedBody(region) ? 0.3 : 0.08) || foreign > alike * 0.5) return false;
  const linkedOutside = (measures.get(outer)?.linked ?? 0) - (measures.get(region)?.linked ?? 0);
  return alike * 1.5 > linkedOutside || alike > have * 0.5;
}

/** Whether a passage is made like those of the body; before the body any long one is, as an introduction may be. */
function isAlike({ element, length }: Passage, region: Element, kin: Set<string>): boolean {
  if (kin.has(kinshipOf(element))) return true;
  return length > 160 && (!isBefore(region, element) || kin.has(makeOf(element)));
}

/** How an element is made: ids name one element each, and say nothing of its kind. */
function makeOf({ name, attribs }: Element): string {
  return `${name}.${attribs.class ?? ''}`;
}

function kinshipOf(element: Element): string {
  const { parent } = element;
  return `${makeOf(element)}<${isElement(parent) ? makeOf(parent) : ''}`;
}

/** A teaser: the text of a box whose heading is a link. */
function isCardPassage({ element, length }: Passage, outer: Element): boolean {
  if (length > 400) return false;
  let steps = 0;
  for (const holder of ancestorsOf(element)) {
    if (holder === outer || steps > 3) return false;
    steps += 1;
    if (holder.name === 'a') return true;
    const heading = findElement(holder, ({ name }) => /^h[1-6]$/.test(name));
    if (heading !== null) return isLinked(heading);
  }
  return false;
}

function isLinked(heading: Element): boolean {
  if (isElement(heading.parent) && heading.parent.name === 'a') return true;
  return findElement(heading, ({ name }) => name === 'a') !== null;
}

/** Whether the passage stands in another article than the region: one with a main headline of its own. */
function startsAnother(element: Element, outer: Element, region: Element, measures: Measures): boolean {
  for (const holder of ancestorsOf(element)) {
    if (holder === outer) return false;
    if (holds(measures, holder, region)) return false;
    if (holder.name === 'article' || findElement(holder, ({ name }) => name === 'h1') !== null) return true;
  }
  return false;
}

function sum(passages: Passage[]): number {
  return passages.reduce((total, { prose }) => total + prose, 0);
}
