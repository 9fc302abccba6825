import type { Element } from 'domhandler';
import type { RelatedBlock } from '../../model/block.ts';
import { isSameSite, resolveAddress, withoutTracking } from '../address.ts';
import { attributeOf, findElements, isElement, textOf } from '../tree.ts';
import { labelOf, RELATED_WORDS, titleOf } from './read-related.ts';

const LONGEST = 250;
/** A teaser with a sentence of its own is one of many on its site, not a block of this article. */
const LONGEST_LABEL = 45;
/** Texts this long are paragraphs of the story; so many neighbours on each side are looked at. */
const [PARAGRAPH, NEIGHBOURS] = [60, 3];

/** The one article of the same site that a box between two paragraphs leads to; `null` for a box anywhere else. */
export function readInlineTeaser(element: Element, base: string): RelatedBlock | null {
  const text = textOf(element);
  if (text.length > LONGEST || !isBetweenParagraphs(element)) return null;
  const links = findElements(element, ({ name, attribs }) => name === 'a' && attribs.href !== undefined);
  const [url, ...others] = new Set(links.map((link) => resolveAddress(attributeOf(link, 'href'), base)));
  if (url === undefined || url === null || others.length > 0 || !isSameSite(url, base)) return null;
  const title = titleOf(element, links);
  if (title === null || title.split(' ').length < 3 || text.length - title.length > LONGEST_LABEL) return null;
  const label = labelOf(element, title) ?? text.replace(title, '').trim().match(RELATED_WORDS)?.[1] ?? null;
  return { type: 'related', title, url: withoutTracking(url), label };
}

function isBetweenParagraphs(element: Element): boolean {
  return hasParagraph(element, 'prev') && hasParagraph(element, 'next');
}

function hasParagraph(element: Element, side: 'prev' | 'next'): boolean {
  let left = NEIGHBOURS;
  for (let at = element[side]; at !== null && left > 0; at = at[side]) {
    if (!isElement(at)) continue;
    if (at.name === 'p' && textOf(at).length > PARAGRAPH) return true;
    left -= 1;
  }
  return false;
}
