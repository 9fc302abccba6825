/** The longest word that is kept whole, in UTF-16 units: what is longer is no word. */
const LONGEST = 64;

/** Marks that readers leave out when they type: combining accents, Hebrew points, Arabic vowels and tatweel. Vowel signs of other scripts are letters, and stay. */
const DROPPED_MARKS = /[\u0300-\u036F\u0591-\u05C7\u0610-\u061A\u0640\u064B-\u065F\u0670\u06D6-\u06ED]/g;
/** Characters that are not seen within a word. */
const UNSEEN = /[\u00AD\u200C\u200D]/g;
/** Letters that have no decomposition in Unicode, or are written one for the other. */
const EQUALS: Record<string, string> = {
  ...{ ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', ł: 'l', đ: 'd', ð: 'd', þ: 'th', ı: 'i', ς: 'σ' },
  ...{ ى: 'ي', ی: 'ي', ک: 'ك', ة: 'ه' },
};
const EQUAL = new RegExp(`[${Object.keys(EQUALS).join('')}]`, 'g');

/**
 * A word as search compares it: in small letters, without accents, in one width (Unicode NFKC), cut where it is too
 * long to be one.
 */
export function foldWord(word: string): string {
  const small = word.toLowerCase();
  if (/^[a-z0-9]*$/.test(small)) return small.slice(0, LONGEST);
  const bare = small.normalize('NFKD').replace(DROPPED_MARKS, '').replace(UNSEEN, '');
  const folded = bare.normalize('NFC').replace(EQUAL, (letter) => EQUALS[letter] ?? letter);
  return folded.slice(0, LONGEST).replace(/[\ud800-\udbff]$/, '');
}
