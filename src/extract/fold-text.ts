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

const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u;
const LETTER = /[\p{L}\p{N}]/u;
const WITHIN_WORD = /[\p{M}'’.-]/u;

/** What a character is to the counting of words: kept for the Basic Multilingual Plane, as it is looked up. */
const [UNKNOWN, NOTHING, INNER, WORDLY, ALONE] = [0, 1, 2, 3, 4];
const kinds = new Uint8Array(0x10000);

function kindOf(code: number): number {
  const known = code < 0x10000 ? kinds[code] : UNKNOWN;
  if (known !== undefined && known !== UNKNOWN) return known;
  const kind = readKind(String.fromCodePoint(code));
  if (code < 0x10000) kinds[code] = kind;
  return kind;
}

function readKind(character: string): number {
  if (UNSPACED.test(character)) return ALONE;
  if (LETTER.test(character)) return WORDLY;
  return WITHIN_WORD.test(character) ? INNER : NOTHING;
}

/** Words of a text; a Chinese, Japanese or Thai character counts as one. */
export function countWords(text: string): number {
  let words = 0;
  let isInWord = false;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.codePointAt(at) ?? 0;
    if (code > 0xffff) at += 1;
    const kind = kindOf(code);
    if (kind === ALONE || (kind === WORDLY && !isInWord)) words += 1;
    isInWord = kind === WORDLY || (kind === INNER && isInWord);
  }
  return words;
}
