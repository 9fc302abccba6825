import type { Document, Element } from 'domhandler';
import { ancestorsOf, findElement, findElements, isElement, isWithin, textOf } from '../tree.ts';

const FEWEST_PICTURES = 5;
const FURNITURE = /^(?:a|nav|aside|footer|header)$/;

/**
 * The element that holds a gallery without running text: at least five captioned pictures that lead nowhere, and most of
 * the page's. `null` where there is none.
 */
export function findPictureRegion(document: Document): Element | null {
  const figures = findElements(document, isShownPicture);
  const [first] = figures;
  if (first === undefined || figures.length < FEWEST_PICTURES) return null;
  const holdsMost = (holder: Element) => {
    const held = figures.filter((figure) => isWithin(figure, holder)).length;
    return held >= FEWEST_PICTURES && held > figures.length / 2;
  };
  return ancestorsOf(first).find(holdsMost) ?? null;
}

function isShownPicture(element: Element): boolean {
  if (element.name !== 'figure' || findElement(element, ({ name }) => name === 'img') === null) return false;
  const caption = element.children.find((child) => isElement(child) && child.name === 'figcaption');
  if (caption === undefined || textOf(caption) === '') return false;
  return findElement(element, ({ name }) => name === 'a') === null && !ancestorsOf(element).some(isFurniture);
}

function isFurniture({ name }: Element): boolean {
  return FURNITURE.test(name);
}
