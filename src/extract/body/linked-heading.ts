import type { Element } from 'domhandler';
import { findElement, isElement } from '../tree.ts';

/** Whether a heading leads to a page, as those of teasers do: it holds a link, or stands in one. */
export function isLinkedHeading(heading: Element): boolean {
  if (isElement(heading.parent) && heading.parent.name === 'a') return true;
  return findElement(heading, ({ name }) => name === 'a') !== null;
}
