import type { Element } from 'domhandler';
import { findElement, textOf } from '../tree.ts';

/** Whether every letter of an element's text is set in bold or italics. */
export function isEmphasisedWhole(element: Element): boolean {
  const text = textOf(element);
  return findElement(element, (inner) => /^(?:strong|b|em|i)$/.test(inner.name) && textOf(inner) === text) !== null;
}
