import { primaryLanguage } from '../../model/primary-language.ts';
import { editDistance } from './edit-distance.ts';

/** Endings of nouns and names in the languages that decline them; the empty one is the bare stem. */
const ENDINGS: Record<string, ReadonlySet<string>> = {
  ru: endings(
    'а я у ю е и ы о й ь ой ей ою ею ём ом ем ым им ому ему ого его юю ую ая яя ые ие ых их ыми ими ами ями ов ев ам ям ах ях ия ии ию ией ье ья ью',
  ),
  uk: endings(
    'а я у ю е и і ї о й ь ой ей ою ею єю ом ем єм им ім ому ему ого його єї юю ую ая яя і ії их іх ими іми ами ями ів їв ам ям ах ях ові еві єві ія ією ію',
  ),
  pl: endings('a ą e ę i y o u ie em iem om owi ów ach ami iem ego emu ym im ą ej ii ię ia io'),
  cs: endings('a u e i y o ě em ou ovi ů ům ech ách ami ého ému ým ém'),
  de: endings('s es n en ns'),
  tr: endings(
    "'ın 'in 'un 'ün 'a 'e 'da 'de 'dan 'den 'ta 'te 'tan 'ten 'ya 'ye 'yı 'yi 'yu 'yü 'nın 'nin 'nun 'nün 'ı 'i 'u 'ü",
  ),
};
const MIN_STEM = 3;
/** Short names are told apart by a letter. */
const MIN_RESPELT = 6;

function endings(list: string): ReadonlySet<string> {
  return new Set(['', ...list.split(' ')]);
}

/** Whether two words (in lower case) are one name in two cases: "Путин", "Путина". */
export function isDeclined(one: string, other: string, language: string | null): boolean {
  const known = ENDINGS[primaryLanguage(language) ?? ''];
  if (known === undefined) return false;
  let stem = 0;
  while (stem < one.length && one[stem] === other[stem]) stem += 1;
  // The common letters may reach into the ending: "Кореи", "Кореей".
  for (let at = stem; at >= Math.max(MIN_STEM, stem - 2); at -= 1) {
    if (known.has(one.slice(at)) && known.has(other.slice(at))) return true;
  }
  return false;
}

/**
 * Whether two words (in lower case) are one name spelt otherwise: another transliteration, or a slip of a letter in a
 * longer name whose ends stay.
 */
export function isRespelt(one: string, other: string): boolean {
  if (soundOf(one) === soundOf(other)) return true;
  if (Math.min(one.length, other.length) < MIN_RESPELT) return false;
  return one[0] === other[0] && one.at(-1) === other.at(-1) && editDistance(one, other) === 1;
}

/** What transliterations of one name have in common. */
function soundOf(name: string): string {
  return name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[’']/g, '')
    .replace(/ph/g, 'f')
    .replace(/kh/g, 'h')
    .replace(/th/g, 't')
    .replace(/w/g, 'v')
    .replace(/ck|q/g, 'k')
    .replace(/tz|ts/g, 'c')
    .replace(/[iyje]+/g, 'i')
    .replace(/(.)\1+/gu, '$1');
}
