import type { Element } from 'domhandler';
import { isSameSite, resolveAddress } from '../address.ts';
import type { Clues } from '../clues.ts';
import { ancestorsOf, countElements, elementsIn, findElement, isElement, isShort, isWithin } from '../tree.ts';

/** A teaser has no more characters, or elements, than this: a longer text is one to read where it stands. */
const MOST_CHARACTERS = 600;
const MOST_ELEMENTS = 150;
/** How far around a heading its link can stand. */
const LINK_DEPTH = 3;

/**
 * Boxes that lead to another page of the site each, by a linked heading or as an `article` of few words: what front and
 * section pages are made of, and what stands beside and below articles. A box is the largest that holds no other heading
 * of that kind.
 */
export function findTeasers(clues: Clues): Element[] {
  const marks = elementsIn(clues.document).filter((element) => isMark(element, clues));
  return marks.map((mark, at) => boxOf(mark, marks[at - 1], marks[at + 1]));
}

function isMark(element: Element, clues: Clues): boolean {
  if (/^h[2-6]$/.test(element.name)) return linksOf(element).some((link) => leadsElsewhere(link, clues));
  if (element.name !== 'article' || countElements(element) > MOST_ELEMENTS || !isShort(element, MOST_CHARACTERS))
    return false;
  if (findElement(element, ({ name }) => /^h[1-6]$/.test(name)) !== null) return false;
  const link = findElement(element, ({ name }) => name === 'a');
  return link !== null && leadsElsewhere(link, clues);
}

function linksOf(heading: Element): Element[] {
  const inside = findElement(heading, ({ name }) => name === 'a');
  const around = ancestorsOf(heading)
    .slice(0, LINK_DEPTH)
    .find(({ name }) => name === 'a');
  return [inside, around].filter((link) => link !== null && link !== undefined);
}

/** Neither within the page, nor to the front page, nor to another site: a list of products or sources is no section. */
function leadsElsewhere({ attribs }: Element, { base, url }: Clues): boolean {
  const address = resolveAddress(attribs.href, base);
  if (address === null || !isSameSite(address, url)) return false;
  const [there, here] = [address, url].map((one) => new URL(one)).map(({ pathname, search }) => pathname + search);
  return there !== '/' && there !== here;
}

function boxOf(mark: Element, before: Element | undefined, after: Element | undefined): Element {
  let box = mark;
  for (let up = mark.parent; isElement(up) && up.name !== 'body'; up = up.parent) {
    const holdsOther = [before, after].some((other) => other !== undefined && isWithin(other, up));
    if (holdsOther || countElements(up) > MOST_ELEMENTS || !isShort(up, MOST_CHARACTERS)) break;
    box = up;
  }
  return box;
}
