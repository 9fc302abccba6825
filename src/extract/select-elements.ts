import { load } from 'cheerio/slim';
import { type Document, Element } from 'domhandler';

/** The elements that the first matching selector of a list gives, in the order of the page; an invalid selector throws. */
export function selectFirst(document: Document, selectors: string[]): Element[] {
  if (selectors.length === 0) return [];
  const select = selectorOn(document);
  for (const selector of selectors) {
    const found = select(selector);
    if (found.length > 0) return found;
  }
  return [];
}

/** The elements that any selector of a list gives. */
export function selectAll(document: Document, selectors: string[]): Set<Element> {
  if (selectors.length === 0) return new Set();
  const select = selectorOn(document);
  return new Set(selectors.flatMap((selector) => select(selector)));
}

function selectorOn(document: Document): (selector: string) => Element[] {
  // cheerio carries an older domhandler, whose nodes have the same shape: it only reads names, attributes and kinship.
  const $ = load(document as unknown as Parameters<typeof load>[0]);
  return (selector) => ($(selector).get() as unknown[]).filter((node): node is Element => node instanceof Element);
}
