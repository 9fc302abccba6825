/** Characters that no reader sees: soft hyphen, zero-width space, joiners' neighbours, word joiner, byte order mark. */
const INVISIBLE = /[\u00ad\u200b\u2060\ufeff]/g;

/** White space that is not one plain space already: replacing only that spares long texts a copy for every word. */
const LOOSE_SPACE = /\s{2,}|[^\S ]/g;

/** White space of every kind folded to one space, invisible characters gone, Unicode NFC; ends are left as they are. */
export function foldSpace(text: string): string {
  return text.replace(INVISIBLE, '').replace(LOOSE_SPACE, ' ').normalize('NFC');
}

/** Text as a reader sees it: white space of every kind folded to one space, invisible characters gone, Unicode NFC. */
export function foldText(text: string): string {
  return foldSpace(text).trim();
}

/** A form for telling whether two texts say the same: letters and digits only, lower case. */
export function textKey(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '');
}

/** A form in which the spellings of one person's name are one: without case, marks over letters and punctuation. */
export function nameKey(name: string): string {
  return textKey(name.normalize('NFD').replace(/\p{M}/gu, ''));
}

/** Words of a text; a Chinese, Japanese or Thai character counts as one. */
export function countWords(text: string): number {
  const spaced = text.replace(/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/gu, ' $& ');
  return spaced.match(/[\p{L}\p{N}][\p{L}\p{N}\p{M}'’.-]*/gu)?.length ?? 0;
}
