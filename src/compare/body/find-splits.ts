import type { Block } from '../../model/block.ts';
import { tokenize } from '../text/tokenize.ts';
import type { Pair } from '../words/match-sequences.ts';
import { type Bag, commonOf, sizeOf } from './bag.ts';
import { blockText } from './block-text.ts';

/** A text of one body that stands as several in the other: the place of the whole, and those of its parts, in order. */
export type Split = { whole: number; parts: number[] };

/** Of a part's pairs of neighbouring words, what must stand in the whole; and of a whole without a pair, in its parts. */
const MIN_SHARED = 0.5;
/** One pair of neighbouring words is shared by chance. */
const MIN_COMMON = 2;

type Search = { parts: Block[]; free: Set<number>; language: string | null; bags: Map<number, Bag> };

/**
 * The texts of `wholes` that were cut into several of `parts`: a paragraph that was paired with one (`edited`) or with
 * none (`freeWholes`), and the paragraphs beside it that are in no pair (`freeParts`) and made of its words. Pairs of
 * neighbouring words tell, not words: any long text has the words of a short one. Linear in the text.
 */
export function findSplits(
  wholes: Block[],
  parts: Block[],
  { edited, freeWholes, freeParts }: { edited: Pair[]; freeWholes: Pair[]; freeParts: Set<number> },
  language: string | null,
): Split[] {
  if (freeParts.size === 0) return [];
  const search: Search = { parts, free: new Set(freeParts), language, bags: new Map() };
  const splits: Split[] = [];
  const take = (place: number, anchor: number[], nextPlace: number) => {
    const split = growSplit(wholes[place], anchor, nextPlace, search);
    if (split === null) return;
    for (const part of split) search.free.delete(part);
    splits.push({ whole: place, parts: split });
  };
  for (const [whole, part] of edited) take(whole, [part], part + 1);
  for (const [whole, next] of freeWholes) take(whole, [], next);
  return splits.sort((one, other) => one.whole - other.whole);
}

/** The places of a block's parts, around the one it is paired with or from `next` on; `null` when it was not split. */
function growSplit(block: Block | undefined, paired: number[], next: number, search: Search): number[] | null {
  if (block === undefined || !isText(block)) return null;
  const [first] = paired;
  if (first !== undefined && !isText(search.parts[first])) return null;
  const whole = bagOf(block, search.language);
  const rest = new Map(whole);
  for (const place of paired) takeCommon(rest, bagAt(place, search));
  const later = walk(next, 1, rest, search);
  const earlier = first === undefined ? [] : walk(first - 1, -1, rest, search);
  const parts = [...earlier.reverse(), ...paired, ...later];
  if (parts.length < 2) return null;
  const isMade = first !== undefined || sizeOf(rest) <= (1 - MIN_SHARED) * sizeOf(whole);
  return isMade ? parts : null;
}

/** Parts in one direction, over pictures and the like that came between them. */
function walk(start: number, step: 1 | -1, rest: Bag, search: Search): number[] {
  const found: number[] = [];
  for (let place = start; search.free.has(place); place += step) {
    const block = search.parts[place];
    if (!isText(block)) continue;
    const bag = bagAt(place, search);
    const common = commonOf(rest, bag);
    if (common < MIN_COMMON || common < MIN_SHARED * sizeOf(bag)) break;
    takeCommon(rest, bag);
    found.push(place);
  }
  return found;
}

function isText(block: Block | undefined): boolean {
  return block?.type === 'paragraph' || block?.type === 'quote' || block?.type === 'aside';
}

function bagAt(place: number, search: Search): Bag {
  const known = search.bags.get(place);
  if (known !== undefined) return known;
  const block = search.parts[place];
  const bag = block === undefined ? new Map() : bagOf(block, search.language);
  search.bags.set(place, bag);
  return bag;
}

/** The pairs of neighbouring words of a text, each as often as it occurs. */
function bagOf(block: Block, language: string | null): Bag {
  const bag: Bag = new Map();
  let before: string | null = null;
  for (const token of tokenize(blockText(block), language)) {
    if (token.kind === 'mark') continue;
    const word = token.text.toLowerCase();
    if (before !== null) bag.set(`${before} ${word}`, (bag.get(`${before} ${word}`) ?? 0) + 1);
    before = word;
  }
  return bag;
}

function takeCommon(rest: Bag, taken: Bag): void {
  for (const [pair, count] of taken) {
    const left = (rest.get(pair) ?? 0) - count;
    if (left > 0) rest.set(pair, left);
    else rest.delete(pair);
  }
}
