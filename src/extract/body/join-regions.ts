import type { Element } from 'domhandler';
import { ancestorsOf, findElement, hintsOf } from '../tree.ts';
import { holds, type Measures, type Passage } from './measure-tree.ts';

/** Text that another container must hold to be a part of the body. */
const MIN_PROSE = 40;

/** A body that stands in several containers of one name, as after an advert or a soft paywall: all of them, in order. */
export function joinRegions(region: Element, measures: Measures, passages: Passage[]): Element[] {
  const name = region.attribs.class;
  if (name === undefined || hintsOf(region) === '') return [region];
  const twins = new Map<Element, number>();
  for (const { element, prose } of passages) {
    const twin = twinAround(element, region);
    if (twin !== null && !holds(measures, twin, region) && !holds(measures, region, twin))
      twins.set(twin, (twins.get(twin) ?? 0) + prose);
  }
  const joined = [...twins].filter(([, prose]) => prose >= MIN_PROSE).map(([twin]) => twin);
  const close = joined.filter((twin) => shareArticle(twin, region));
  return [region, ...close].toSorted((a, b) => (measures.get(a)?.first ?? 0) - (measures.get(b)?.first ?? 0));
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
  return [...ancestorsOf(element)].slice(0, 3).filter(({ name }) => name !== 'body' && name !== 'main');
}

function parentOf(element: Element | null): Element | null {
  const parent = element?.parent ?? null;
  return parent !== null && 'attribs' in parent ? parent : null;
}
