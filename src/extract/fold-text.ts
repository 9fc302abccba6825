/** Characters that no reader sees: soft hyphen, zero-width space, joiners' neighbours, word joiner, byte order mark. */
const INVISIBLE = /[\u00ad\u200b\u2060\ufeff]/g;

/** White space that is not one plain space already: replacing only that spares long texts a copy for every word. */
const LOOSE_SPACE = /\s{2,}|[^\S ]/g;

/** What `foldSpace` would change; most texts have none of it. */
const FOLDABLE = /[\u00ad\u200b\u2060\ufeff]|\s{2,}|[^\S ]/;
/** Below U+0300 every text is in NFC as it stands (Unicode Standard Annex #15). */
const COMPOSABLE = /[\u0300-\uffff]/;

/** White space of every kind folded to one space, invisible characters gone, Unicode NFC; ends are left as they are. */
export function foldSpace(text: string): string {
  const folded = FOLDABLE.test(text) ? text.replace(INVISIBLE, '').replace(LOOSE_SPACE, ' ') : text;
  return COMPOSABLE.test(folded) ? folded.normalize('NFC') : folded;
}

/** Text as a reader sees it: white space of every kind folded to one space, invisible characters gone, Unicode NFC. */
export function foldText(text: string): string {
  return foldSpace(text).trim();
}

const BEYOND_ASCII = /[\u0080-\uffff]/;

/** A form for telling whether two texts say the same: letters and digits only, lower case. */
export function textKey(text: string): string {
  if (!BEYOND_ASCII.test(text)) return text.toLowerCase().replace(/[^a-z0-9]+/g, '');
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '');
}

/** A form in which the spellings of one person's name are one: without case, marks over letters and punctuation. */
export function nameKey(name: string): string {
  return textKey(name.normalize('NFD').replace(/\p{M}/gu, ''));
}

/** A character of a script that sets no spaces between words counts as one. */
const WORD =
  /[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Thai}]|[[\p{L}\p{N}]--[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Thai}]][[\p{L}\p{N}\p{M}'’.\-]--[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Thai}]]*/gv;
const ASCII_WORD = /[a-z0-9][a-z0-9'.-]*/gi;

/** Words of a text; a Chinese, Japanese or Thai character counts as one. */
export function countWords(text: string): number {
  const word = BEYOND_ASCII.test(text) ? WORD : ASCII_WORD;
  word.lastIndex = 0;
  let words = 0;
  while (word.test(text)) words += 1;
  return words;
}
