import type { Element } from 'domhandler';
import type { Block } from '../../model/block.ts';
import { elementsIn, findElement, findElements, isWithin } from '../tree.ts';
import { readEmbed } from './read-embed.ts';
import { readImages } from './read-images.ts';
import { readQuote, readTable } from './read-structures.ts';

/** What a figure shows: an embed, a quotation, a table, or pictures with caption and credit. */
export function readFigure(element: Element, base: string): Block[] {
  for (const inner of elementsIn(element)) {
    const embed = readEmbed(inner, base);
    if (embed === null) continue;
    const outer = outermostFigures(element);
    return outer.length === 0 ? [embed] : outer.flatMap((figure) => readFigure(figure, base));
  }
  const { images, shared } = readImages(element, base);
  const caption: Block[] = shared === null ? [] : [{ type: 'aside', text: shared, spans: [] }];
  if (images.length > 0) return [...images.map((image) => ({ type: 'image', ...image }) as const), ...caption];
  const quote = findElement(element, ({ name }) => name === 'blockquote');
  if (quote !== null) return readQuote(element, base);
  const table = findElement(element, ({ name }) => name === 'table');
  return table === null ? [] : (readTable(table, base) ?? []);
}

function outermostFigures(element: Element): Element[] {
  const outer: Element[] = [];
  for (const figure of findElements(element, ({ name }) => name === 'figure')) {
    const last = outer.at(-1);
    if (last === undefined || !isWithin(figure, last)) outer.push(figure);
  }
  return outer;
}
