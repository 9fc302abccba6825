import type { Document, Element } from 'domhandler';
import { hintsOf } from '../names.ts';
import { ancestorsOf, attributeOf, findElement, findElements, isBefore, isElement, isWithin } from '../tree.ts';
import { isLinkedHeading } from './linked-heading.ts';
import type { Measures, Passage } from './measure-tree.ts';

/** A passage, the teaser's box that it stands in, and the nearest holder that may be an article of its own. */
type Surveyed = { passage: Passage; card: Element | null; start: Element | null };

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
  const surveyed = surveyPassages(document, passages);
  const seed = heaviestContainer(surveyed.map(lighten));
  if (seed === null) return null;
  const root = findElement(document, (element) => element.name === 'body');
  let region = seed;
  for (const outer of ancestorsOf(seed)) {
    if (outer === root || outer.name === 'html' || outer.name === 'body') break;
    if (isBetterRegion(outer, region, surveyed, measures)) region = outer;
  }
  return region;
}

/** However many teasers a page has, together they are no article. */
function lighten({ passage, card }: Surveyed): Passage {
  return card === null ? passage : { ...passage, prose: passage.prose * IN_TEASER };
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
function isBetterRegion(outer: Element, region: Element, surveyed: Surveyed[], measures: Measures): boolean {
  const near = surveyed.filter(({ passage }) => isWithin(passage.element, outer));
  const inside = near.filter(({ passage }) => isWithin(passage.element, region));
  const have = inside.reduce((total, { passage }) => total + passage.prose, 0);
  const kin = new Set(inside.flatMap(({ passage }) => [makeOf(passage.element), kinshipOf(passage.element)]));
  let alike = 0;
  let foreign = 0;
  for (const { passage, card, start } of near) {
    if (isWithin(passage.element, region)) continue;
    const isOther = isInside(card, outer) || (isInside(start, outer) && !isWithin(region, start));
    if (!isOther && isAlike(passage, region, kin)) alike += passage.prose;
    else foreign += passage.prose;
  }
  if (alike < have * (isNamedBody(region) ? 0.3 : 0.08) || foreign > alike * 0.5) return false;
  const linkedOutside = (measures.get(outer)?.linked ?? 0) - (measures.get(region)?.linked ?? 0);
  return alike * 1.5 > linkedOutside || alike > have * 0.5;
}

function isInside(element: Element | null, outer: Element): element is Element {
  return element !== null && element !== outer && isWithin(element, outer);
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

/** How far out the box of a teaser may be, and how long its text. */
const CARD_STEPS = 4;
const CARD_LENGTH = 400;
/** What a passage in such a box counts for. */
const IN_TEASER = 0.3;

/** Passages with what around each speaks against it: the card of a teaser, and where another article may begin. */
function surveyPassages(document: Document, passages: Passage[]): Surveyed[] {
  const headings = findElements(document, ({ name }) => /^h[1-6]$/.test(name));
  const heads = headings.filter(({ name }) => name === 'h1');
  const begins = (holder: Element) => holder.name === 'article' || firstWithin(heads, holder) !== null;
  return passages.map((passage) => ({
    passage,
    card: cardAround(passage, headings),
    start: ancestorsOf(passage.element).find(begins) ?? null,
  }));
}

/** The box of a teaser around a passage: a link, or one whose first heading is linked. */
function cardAround({ element, length }: Passage, headings: Element[]): Element | null {
  if (length > CARD_LENGTH) return null;
  for (const holder of ancestorsOf(element).slice(0, CARD_STEPS)) {
    if (holder.name === 'a') return holder;
    const heading = firstWithin(headings, holder);
    if (heading !== null) return isLinkedHeading(heading) ? holder : null;
  }
  return null;
}

/** The first of some elements, in the order of the page, that stands in a holder: found by halving. */
function firstWithin(elements: Element[], holder: Element): Element | null {
  let [low, high] = [0, elements.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (isBefore(elements[middle] as Element, holder) || isWithin(holder, elements[middle] as Element))
      low = middle + 1;
    else high = middle;
  }
  const found = elements[low];
  return found !== undefined && isWithin(found, holder) ? found : null;
}
