import type { Element } from 'domhandler';
import { textOf } from '../tree.ts';

/** How far from a headline to look: elements after it (a quarter of that before), until more paragraphs of text have begun. */
export type Nearness = { elements: number; paragraphs: number; paragraphLength: number };

/** Of all elements of a page, those near its headline, before the article's own text has well begun; none without one. */
export function elementsNear(
  all: Element[],
  headline: Element | null,
  { elements, paragraphs, paragraphLength }: Nearness,
): Element[] {
  const at = headline === null ? -1 : all.indexOf(headline);
  if (at === -1) return [];
  const near = all.slice(Math.max(0, at - elements / 4), at + elements);
  let begun = 0;
  const end = near.findIndex((element) => {
    if (element.name === 'p' && textOf(element).length > paragraphLength) begun += 1;
    return begun > paragraphs;
  });
  return end === -1 ? near : near.slice(0, end);
}
