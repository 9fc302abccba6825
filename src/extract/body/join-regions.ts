import type { Element } from 'domhandler';
import { hintsOf } from '../tree.ts';
import { holds, type Measures, type Passage } from './measure-tree.ts';

/** Text that another container must hold to be a part of the body. */
const MIN_PROSE = 120;

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

/** Twins of one article have the same parent or grandparent; another article's body stands in a branch of its own. */
function shareArticle(a: Element, b: Element): boolean {
  const near = (element: Element) =>
    [parentOf(element), parentOf(parentOf(element))].filter((one) => one !== null && one.name !== 'body');
  const others = near(b);
  return near(a).some((holder) => others.includes(holder));
}

function parentOf(element: Element | null): Element | null {
  const parent = element?.parent ?? null;
  return parent !== null && 'attribs' in parent ? parent : null;
}
