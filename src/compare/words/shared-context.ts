import { sharedEnds } from '../text/shared-ends.ts';

/** Fewer plain words than this may stand in a headline in title case, whose capitals tell only together that it is one. */
const MIN_PLAIN = 2;
const PLAIN_WORD = /(?<![\p{L}\p{N}'’-])\p{Ll}{4,}(?=[ ,.])/gu;
/** A plain word in lower case and the space behind it: no name, number or date goes on over it. */
const LAST_PLAIN_WORD = /^.*[ ,]\p{Ll}{4,} (?=\S)/su;
const FIRST_PLAIN_WORD = / \p{Ll}{4,}(?=[ ,]).*$/su;
/** A mark of quotation, which an apostrophe amid a word is not. */
const QUOTE = /["“”„«»‹›「」『』]|(?<!\p{L})['‘’‚]|['‘’‚](?!\p{L})/u;

/**
 * How many characters two texts begin and end with in common, back to the nearest plain words, so that every name,
 * number and quotation around what differs stays whole.
 */
export function sharedContext(a: string, b: string): { head: number; tail: number } {
  const ends = sharedEnds(a, b);
  const head = a.slice(0, ends.head).match(LAST_PLAIN_WORD)?.[0].length ?? 0;
  const tail = a.slice(a.length - ends.tail).match(FIRST_PLAIN_WORD)?.[0].length ?? 0;
  const shared = `${a.slice(0, head)} ${a.slice(a.length - tail)}`;
  const isPlain = (shared.match(PLAIN_WORD)?.length ?? 0) >= MIN_PLAIN && !QUOTE.test(shared);
  return isPlain ? { head, tail } : { head: 0, tail: 0 };
}
