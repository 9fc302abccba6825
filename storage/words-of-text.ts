import { splitWords } from '../src/model/split-words.ts';

/** What PostgreSQL keeps of a `tsvector` (its documentation, § 12.11): places of a word, the last place, bytes in all. */
const MOST_PLACES = 255;
const LAST_PLACE = 16_382;
const MOST_BYTES = 900_000;

/**
 * The words of a text with their places, as text for the type `tsvector`: PostgreSQL is given words and splits none, so
 * that they are the same on any server, in any locale. What goes beyond its bounds is left out, and said by `isLong`.
 */
export function wordsOfText(text: string): { words: string; isLong: boolean } {
  const places = new Map<string, number[]>();
  let bytes = 0;
  let isLong = false;
  for (const [index, { folded }] of splitWords(text).entries()) {
    const known = places.get(folded);
    const isPlaced = index < LAST_PLACE && (known?.length ?? 0) < MOST_PLACES;
    bytes += (known === undefined ? Buffer.byteLength(folded) + 8 : 0) + (isPlaced ? 2 : 0);
    if (!isPlaced || bytes > MOST_BYTES) isLong = true;
    if (bytes > MOST_BYTES) continue;
    if (known === undefined) places.set(folded, isPlaced ? [index + 1] : []);
    else if (isPlaced) known.push(index + 1);
  }
  const words = [...places].map(([word, at]) => `${quoteWord(word)}${at.length === 0 ? '' : `:${at.join()}`}`);
  return { words: words.join(' '), isLong };
}

/** A word as the types `tsvector` and `tsquery` read it, whatever is in it. */
export function quoteWord(word: string): string {
  return `'${word.replace(/['\\]/g, '$&$&')}'`;
}
