import type { Element } from 'domhandler';
import type { Block, RichText } from '../../model/block.ts';
import { hintsOf } from '../names.ts';
import { attributeOf, elementsIn, findElement, isElement, isText, textOf } from '../tree.ts';
import { joinRichTexts, readRichText, readRichTexts } from './read-rich-text.ts';

const CITATION_NAMES = /\b(?:cite|citation|attribution|author|source|quote (?:author|source|name|by)|speaker)\b/;
const LEADING_DASH = /^[\s–—-]+/;

/** A quotation and whom it quotes: `<cite>`, `<footer>` or `<figcaption>` in it or right beside it. */
export function readQuote(element: Element, base: string): Block[] {
  const cites = elementsIn(element).filter(isCitation);
  const beside = cites.length === 0 ? citationBeside(element) : null;
  const cited = beside ?? cites[0] ?? null;
  const citation = cited === null ? null : textOf(cited).replace(LEADING_DASH, '') || null;
  const texts = readRichTexts(
    element.children.filter((child) => !cites.some((cite) => cite === child)),
    base,
  );
  const kept = citation === null ? texts : texts.filter(({ text }) => text.replace(LEADING_DASH, '') !== citation);
  const quote = joinRichTexts(kept, '\n');
  return quote.text === '' ? [] : [{ type: 'quote', citation, ...quote }];
}

function isCitation(element: Element): boolean {
  if (element.name === 'cite' || element.name === 'footer' || element.name === 'figcaption') return true;
  return element.name !== 'a' && CITATION_NAMES.test(hintsOf(element)) && textOf(element).length < 160;
}

function citationBeside(quote: Element): Element | null {
  const next = neighbourOf(quote, 'next');
  return next?.name === 'cite' ? next : null;
}

/** Whether a `<cite>` stands right after a quotation, and names whom that one quotes. */
export function isCitationBeside(cite: Element): boolean {
  return neighbourOf(cite, 'prev')?.name === 'blockquote';
}

function neighbourOf(element: Element, side: 'next' | 'prev'): Element | null {
  for (let at = element[side]; at !== null; at = at[side]) {
    if (isText(at) && at.data.trim() !== '') return null;
    if (isElement(at)) return at;
  }
  return null;
}

/** A list's items; a list whose items are themselves paragraphs, pictures and headings gives those instead. */
export function readList(element: Element, base: string, readInner: (item: Element) => Block[]): Block[] {
  const entries = element.children.filter(isElement).filter(({ name }) => name === 'li');
  const isRich = entries.some(
    (entry) => findElement(entry, ({ name }) => /^(?:h[1-6]|img|figure|blockquote|table|iframe)$/.test(name)) !== null,
  );
  if (isRich) return entries.flatMap(readInner);
  const items: RichText[] = entries.map((entry) => readRichText(entry, base)).filter(({ text }) => text !== '');
  return items.length === 0 ? [] : [{ type: 'list', ordered: element.name === 'ol', items }];
}

/** A table's rows; `null` for a table that only lays out other blocks. */
export function readTable(element: Element, base: string): Block[] | null {
  const rows = elementsIn(element).filter(({ name }) => name === 'tr');
  const isLayout =
    attributeOf(element, 'role') === 'presentation' || findElement(element, ({ name }) => name === 'table') !== null;
  const cells = rows.map((row) =>
    row.children
      .filter(isElement)
      .filter(({ name }) => name === 'td' || name === 'th')
      .map((cell) => readRichText(cell, base).text),
  );
  const widest = Math.max(0, ...cells.slice(0, 2_000).map((row) => row.length));
  if (isLayout || widest < 2 || cells.flat().some((cell) => cell.length > 1_200)) return null;
  const filled = cells.filter((row) => row.some((cell) => cell !== ''));
  return filled.length === 0 ? [] : [{ type: 'table', rows: filled }];
}
