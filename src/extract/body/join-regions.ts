import type { Element } from 'domhandler';
import { hintsOf } from '../names.ts';
import { ancestorsOf, findElement, isBefore, isWithin } from '../tree.ts';
import type { Passage } from './measure-tree.ts';

/** What a page's regions are found in: its weighed passages, and where its headline stands. */
export type PageText = { passages: Passage[]; headline: Element | null };

const INTRO_LENGTH = 60;
/** Names of boxes whose paragraphs say something of a picture, a player or the page. */
const BOX =
  /\b(?:images?|img|pictures?|photos?|figure|gallery|media|video|audio|player|captions?|options?|control|tooltip|info)\b/;
/** Text that another container must hold to be a part of the body. */
const MIN_PROSE = 40;

/** A body that stands in several containers of one name, as after an advert or a soft paywall: all of them, in order. */
export function joinRegions(region: Element, page: PageText): Element[] {
  const parts = [region, ...twinsOf(region, page)];
  return [...parts, ...introductionOf(parts, page)].toSorted((a, b) => (isBefore(a, b) ? -1 : 1));
}

/** Paragraphs of full weight between the headline and the body: an introduction in a container of its own. */
function introductionOf(parts: Element[], { passages, headline }: PageText): Element[] {
  if (headline === null) return [];
  return passages
    .filter(({ element, length, prose }) => element.name === 'p' && length >= INTRO_LENGTH && prose > length * 0.6)
    .map(({ element }) => element)
    .filter((element) => isBefore(headline, element) && parts.every((part) => isBefore(element, part)))
    .filter((element) => sharesHolder(element, parts[0], headline));
}

/** Whether an element stands with the body in a container that is not the whole page, and in no box on the way there. */
function sharesHolder(element: Element, region: Element | undefined, headline: Element): boolean {
  for (const holder of ancestorsOf(element)) {
    if (holder.name === 'body') return false;
    if (region !== undefined && isWithin(region, holder)) return true;
    if (/^(?:aside|figure|figcaption|li|td|a|form)$/.test(holder.name) || BOX.test(hintsOf(holder))) return false;
    if (holder.name === 'article' && !isWithin(headline, holder)) return false;
  }
  return false;
}

function twinsOf(region: Element, { passages }: PageText): Element[] {
  const name = region.attribs.class;
  if (name === undefined || hintsOf(region) === '') return [];
  const twins = new Map<Element, number>();
  for (const { element, prose } of passages) {
    const twin = twinAround(element, region);
    if (twin !== null && !isWithin(region, twin) && !isWithin(twin, region))
      twins.set(twin, (twins.get(twin) ?? 0) + prose);
  }
  const joined = [...twins].filter(([, prose]) => prose >= MIN_PROSE).map(([twin]) => twin);
  return joined.filter((twin) => shareArticle(twin, region));
}

function twinAround(element: Element, region: Element): Element | null {
  for (let at: Element | null = element; at !== null; at = parentOf(at)) {
    if (at.name === region.name && at.attribs.class === region.attribs.class) return at;
  }
  return null;
}

/**
 * Twins of one article have a holder in common, three steps out at most, and nothing in between that begins another
 * article: the next one, which some pages append, stands in an `<article>` or under a headline of its own.
 */
function shareArticle(twin: Element, region: Element): boolean {
  const others = nearHolders(region);
  for (const holder of nearHolders(twin)) {
    if (others.includes(holder)) return true;
    if (holder.name === 'article' || findElement(holder, ({ name }) => name === 'h1') !== null) return false;
  }
  return false;
}

function nearHolders(element: Element): Element[] {
  return ancestorsOf(element)
    .slice(0, 3)
    .filter(({ name }) => name !== 'body' && name !== 'main');
}

function parentOf(element: Element | null): Element | null {
  const parent = element?.parent ?? null;
  return parent !== null && 'attribs' in parent ? parent : null;
}
