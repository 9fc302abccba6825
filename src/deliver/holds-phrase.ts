/** Scripts that are written without spaces: a word there has no border to look for. */
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;

/** Accents of Latin, Greek and Cyrillic, vowel points of Hebrew and Arabic: what may be left out in writing. */
const MARKS = /[\u0300-\u036f\u0591-\u05c7\u064b-\u0652\u0670]/g;

/**
 * Whether a word or phrase stands in a text, as whole words, whatever the case, the accents, the apostrophes and the
 * white space between. A `*` at its end stands for any ending: `Iran*` is in “Iranian”, and not in “Tirana”.
 */
export function holdsPhrase(text: string, phrase: string): boolean {
  const isOpen = phrase.endsWith('*');
  const sought = foldText(isOpen ? phrase.slice(0, -1) : phrase);
  if (sought === '') return false;
  const folded = foldText(text);
  for (let at = folded.indexOf(sought); at >= 0; at = folded.indexOf(sought, at + 1)) {
    const startsWord = isBorder(charBefore(folded, at), [...sought][0] ?? '');
    const endsWord = isOpen || isBorder(charAt(folded, at + sought.length), [...sought].at(-1) ?? '');
    if (startsWord && endsWord) return true;
  }
  return false;
}

function foldText(text: string): string {
  return text
    .normalize('NFKD')
    .replace(MARKS, '')
    .toLowerCase()
    .replace(/ß/g, 'ss')
    .replace(/[’‘ʼ＇`´]/g, "'")
    .replace(/\s+/g, ' ')
    .trim();
}

function isBorder(outside: string, inside: string): boolean {
  return !/[\p{L}\p{N}\p{M}]/u.test(outside) || !/[\p{L}\p{N}\p{M}]/u.test(inside) || UNSPACED.test(inside);
}

function charBefore(text: string, at: number): string {
  return [...text.slice(Math.max(0, at - 2), at)].at(-1) ?? '';
}

function charAt(text: string, at: number): string {
  return [...text.slice(at, at + 2)][0] ?? '';
}
