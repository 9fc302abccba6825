/** What a decoder writes for bytes that are no letter of its encoding: none, a control, a private or a half-width one. */
const NO_LETTER = /[\ufffd\u0080-\u009f\ue000-\uf8ff\uff61-\uff9f]/gu;
/** No language of Latin letters has so many beyond ASCII, or signs, in a row. */
const ACCENTS = /[\u00a1-\u024f]{4,}/gu;
const LATIN_BESIDE_OTHER = /[a-z\u00c0-\u024f][\u0370-\u06ff]|[\u0370-\u06ff][a-z\u00c0-\u024f]/giu;
const CAPITAL_WITHIN = /(?=\p{Ll}\p{Lu})[^\p{ASCII}]{2}/gu;

const CAPITAL = /(?=\p{Lu})[^\p{ASCII}]/gu;
const SMALL = /(?=\p{Ll})[^\p{ASCII}]/gu;
/** No text so long is written in capitals: KOI8-R and windows-1251 have them where the other has the small letters. */
const LONG_TEXT = 200;

/** How many letters of a text nobody would write so: signs that it was decoded by a wrong encoding. */
export function countOddLetters(text: string): number {
  const count = (pattern: RegExp) => (text.match(pattern) ?? []).reduce((total, odd) => total + odd.length, 0);
  const capitals = count(CAPITAL);
  if (capitals > LONG_TEXT && capitals > 2 * count(SMALL)) return capitals;
  return count(NO_LETTER) + count(ACCENTS) + count(LATIN_BESIDE_OTHER) + count(CAPITAL_WITHIN);
}
