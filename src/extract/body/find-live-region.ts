import type { Document, Element } from 'domhandler';
import { hintsOf } from '../names.ts';
import { ancestorsOf, findElements, isBefore, isWithin } from '../tree.ts';
import { BODY_NAMES } from './find-region.ts';
import { furnitureScore } from './furniture.ts';
import type { Measures, Passage } from './measure-tree.ts';
import { isLiveEntry } from './read-live-entry.ts';

/** How far from its entries a live blog's introduction, or the container named as its body, may stand. */
const MAX_STEPS = 4;
/** A ticker beside an article has less text than this part of it. */
const MIN_SHARE = 0.5;

/**
 * The element that holds a live blog's entries and the introduction before them; `null` for a page without a live blog,
 * and where the region that was found holds it already. Entries are many and short: the heaviest passage of such a page
 * may be a post that one of them quotes, its introduction, or an appeal. `passages` are weighed already.
 */
export function findLiveRegion(
  document: Document,
  found: Element | null,
  measures: Measures,
  passages: Passage[],
): Element | null {
  const all = findElements(document, isLiveEntry).filter((entry) => !isInFurniture(entry));
  const entries = all.filter((entry) => !ancestorsOf(entry).some((holder) => all.includes(holder)));
  const first = entries[0];
  if (first === undefined || entries.length < 2) return null;
  if (found !== null && entries.every((entry) => isWithin(entry, found))) return null;
  if (found !== null && !entries.some((entry) => isWithin(found, entry))) {
    const told = entries.reduce((sum, entry) => sum + ownText(entry, measures), 0);
    const weight = sumIn(found, passages);
    if (told < weight * MIN_SHARE) return null;
  }
  const list = ancestorsOf(first).find((holder) => entries.every((entry) => isWithin(entry, holder)));
  if (list === undefined || isWholePage(list)) return null;
  return widen(list, first, passages);
}

/** From the list of entries out to the body's own container, or as far as an introduction stands before the entries. */
function widen(list: Element, first: Element, passages: Passage[]): Element {
  const holders = [list, ...ancestorsOf(list)].slice(0, MAX_STEPS + 1);
  const end = holders.findIndex(isWholePage);
  const near = end === -1 ? holders : holders.slice(0, end);
  const named = near.find((holder) => BODY_NAMES.test(hintsOf(holder)));
  if (named !== undefined) return named;
  const before = passages.filter(({ element, length, prose }) => {
    return isBefore(element, first) && length >= 40 && prose > length * 0.2;
  });
  return near.find((holder) => before.some(({ element }) => isWithin(element, holder))) ?? list;
}

function isInFurniture(entry: Element): boolean {
  return ancestorsOf(entry).some((holder) => furnitureScore(holder) >= 0.6);
}

function isWholePage({ name }: Element): boolean {
  return name === 'body' || name === 'html' || name === 'main';
}

function ownText(element: Element, measures: Measures): number {
  const measure = measures.get(element);
  return measure === undefined ? 0 : measure.text - measure.linked;
}

function sumIn(region: Element, passages: Passage[]): number {
  return passages.filter(({ element }) => isWithin(element, region)).reduce((sum, { prose }) => sum + prose, 0);
}
