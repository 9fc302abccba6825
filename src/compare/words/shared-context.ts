import { sharedEnds } from '../text/shared-ends.ts';

/** Fewer plain words than this may stand in a headline in title case, whose capitals tell only together that it is one. */
const MIN_PLAIN = 2;
const PLAIN_WORD = /(?<![\p{L}\p{N}'’-])\p{Ll}{4,}(?=[ ,.])/gu;
const IS_PLAIN = /^\p{Ll}{4,}$/u;
/** A mark of quotation, which an apostrophe amid a word is not. */
const QUOTE = /["“”„«»‹›「」『』]|(?<!\p{L})['‘’‚]|['‘’‚](?!\p{L})/u;

/**
 * How many characters two texts begin and end with in common, back to the nearest plain words, so that every name,
 * number and quotation around what differs stays whole.
 */
export function sharedContext(a: string, b: string): { head: number; tail: number } {
  const ends = sharedEnds(a, b);
  const head = endOfLastPlainWord(a.slice(0, ends.head));
  const end = a.slice(a.length - ends.tail);
  const tail = end.length - startOfFirstPlainWord(end);
  const isPlain = isPlainContext(a.slice(0, head), a.slice(a.length - tail));
  return isPlain ? { head, tail } : { head: 0, tail: 0 };
}

/** Behind the space after the last plain word that more follows: no name, number or date goes on over it. 0 where there is none. */
function endOfLastPlainWord(text: string): number {
  let space = text.lastIndexOf(' ', text.length - 2);
  while (space > 0) {
    const before = text.lastIndexOf(' ', space - 1);
    const word = text.slice(before + 1, space);
    const comma = word.lastIndexOf(',');
    const isWhole = before !== -1 || comma !== -1;
    if (isWhole && IS_PLAIN.test(word.slice(comma + 1)) && text.charAt(space + 1).trim() !== '') return space + 1;
    space = before;
  }
  return 0;
}

/** The space before the first plain word that a space or comma ends; the end of the text where there is none. */
function startOfFirstPlainWord(text: string): number {
  for (let space = text.indexOf(' '); space !== -1; ) {
    const next = text.indexOf(' ', space + 1);
    const word = text.slice(space + 1, next === -1 ? undefined : next);
    const comma = word.indexOf(',');
    const isWhole = next !== -1 || comma !== -1;
    if (isWhole && IS_PLAIN.test(comma === -1 ? word : word.slice(0, comma))) return space;
    space = next;
  }
  return text.length;
}

/** Whether what two texts share holds no quotation, and enough plain words: each side that is not empty has one. */
function isPlainContext(head: string, tail: string): boolean {
  if (head === '' && tail === '') return false;
  const isEnough = (head !== '' && tail !== '') || countPlainWords(head + tail, MIN_PLAIN) === MIN_PLAIN;
  return isEnough && !QUOTE.test(head) && !QUOTE.test(tail);
}

/** How many plain words a text has, counted up to `most`. */
function countPlainWords(text: string, most: number): number {
  let count = 0;
  PLAIN_WORD.lastIndex = 0;
  while (count < most && PLAIN_WORD.test(text)) count += 1;
  return count;
}
