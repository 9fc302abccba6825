import type { Element } from 'domhandler';
import type { Block } from '../../model/block.ts';
import { ancestorsOf, elementsIn, findElement, findElements, hintsOf } from '../tree.ts';
import { readEmbed } from './read-embed.ts';
import { readImages } from './read-images.ts';
import { readQuote, readTable } from './read-structures.ts';

/** Whether a box other than `<figure>` is made for a picture and its caption. */
export function isNamedCaption(element: Element): boolean {
  if (!/^(?:div|section|span|a|picture|p)$/.test(element.name)) return false;
  const named =
    /\b(?:wp caption|image caption|img caption|photo|picture|figure|image (?:container|wrapper|block|box)|imagebox|media (?:image|photo)|inline image|caption)\b/;
  if (element.name !== 'picture' && !named.test(hintsOf(element))) return false;
  const hasParagraphs = [...elementsIn(element)].filter(({ name }) => name === 'p' || /^h[1-6]$/.test(name)).length > 2;
  if (hasParagraphs) return false;
  return findElement(element, ({ name }) => name === 'img') !== null || /\bcaption\b/.test(hintsOf(element));
}

/** What a figure shows: an embed, a quotation, a table, or pictures with caption and credit. */
export function readFigure(element: Element, base: string): Block[] {
  for (const inner of elementsIn(element)) {
    const embed = readEmbed(inner, base);
    if (embed === null) continue;
    const figures = findElements(element, ({ name }) => name === 'figure');
    const outer = figures.filter((figure) => ![...ancestorsOf(figure)].some((holder) => figures.includes(holder)));
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
