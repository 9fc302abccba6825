import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import korean from '@fontsource-variable/noto-sans-kr/unicode.json' with { type: 'json' };
import chinese from '@fontsource-variable/noto-sans-sc/unicode.json' with { type: 'json' };

type Range = { from: number; to: number };
type FontPart = { file: string; ranges: Range[] };

/**
 * Free fonts that npm brings. DejaVu Sans has all alphabets in one file: the renderer sets what several fonts have to
 * share wrong, as soon as a letter comes apart in one of them. For Chinese, Japanese and Korean, where none does, there
 * are parts by the characters that they have. Of the scripts of India and South-East Asia there is none.
 */
const ALPHABETS = 'dejavu-fonts-ttf/ttf/DejaVuSans.ttf';
const LETTERS =
  /[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Armenian}\p{Script=Georgian}]/u;
/** Signs and marks that it has; and isolates, which show nothing. */
const SIGNS = parseRanges(
  'U+20-2FF,U+300-36F,U+2010-2046,U+2067,U+2069,U+2070-209C,U+20A0-20B8,U+2100-2149,U+2190-22FF,U+25A0-25FF',
);
const HANGUL = /\p{Script=Hangul}/u;
const KOREAN_PARTS = listParts('noto-sans-kr', korean);
const CHINESE_PARTS = listParts('noto-sans-sc', chinese);

/** The numbered parts of a large font: what it has of other scripts is not asked for. */
function listParts(family: string, subsets: Record<string, string>): FontPart[] {
  const numbered = Object.entries(subsets).filter(([name]) => /^\[\d+\]$/.test(name));
  return numbered.map(([name, text]) => ({
    file: `@fontsource-variable/${family}/files/${family}-${name.slice(1, -1)}-wght-normal.woff2`,
    ranges: parseRanges(text),
  }));
}

/** `U+0-FF,U+131` (CSS Fonts, “unicode-range”). */
function parseRanges(text: string): Range[] {
  return text.split(',').map((part) => {
    const [from = '', to = from] = part.trim().replace(/^U\+/i, '').split('-');
    return { from: Number.parseInt(from, 16), to: Number.parseInt(to, 16) };
  });
}

/** What the large fonts are asked for: their ranges name much besides, which they do not have. */
export const EAST_ASIAN =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\u3000-\u303f\u30fb\u30fc\uff01-\uff60]/u;

/** The file that has a character; `null` where none has. */
function findFile(char: string): string | null {
  const code = char.codePointAt(0) ?? 0;
  const isIn = (ranges: Range[]) => ranges.some(({ from, to }) => code >= from && code <= to);
  if (EAST_ASIAN.test(char)) {
    const parts = HANGUL.test(char) ? KOREAN_PARTS : CHINESE_PARTS;
    return parts.find(({ ranges }) => isIn(ranges))?.file ?? null;
  }
  return isIn(SIGNS) || (code < 0x1_0000 && LETTERS.test(char)) ? ALPHABETS : null;
}

/** What stands for characters that no font here has. */
export const MISSING = '[…]';

/**
 * A text with each run of characters that cannot be drawn replaced by a mark, so that none comes out as an empty box.
 * Beside East Asian writing these are also letters that come apart, or join, in some of the fonts.
 */
export function keepDrawable(text: string): string {
  const composed = text.normalize('NFC');
  const isEastAsian = EAST_ASIAN.test(composed);
  let kept = '';
  for (const char of composed) {
    const isDrawable = findFile(char) !== null && !(isEastAsian && comesApart(char));
    if (isDrawable) kept += char;
    else if (!kept.endsWith(MISSING)) kept += MISSING;
  }
  return kept;
}

function comesApart(char: string): boolean {
  if (EAST_ASIAN.test(char)) return false;
  return char.normalize('NFD') !== char || /[\p{M}\p{Script=Arabic}\p{Script=Hebrew}]/u.test(char);
}

/** A text in runs; `isThin`: the renderer draws its font in the thinnest weight, which wants an outline beside the other. */
export function splitByFont(text: string): { text: string; isThin: boolean }[] {
  const runs: { text: string; isThin: boolean }[] = [];
  for (const char of text) {
    const isThin = EAST_ASIAN.test(char);
    const last = runs.at(-1);
    if (last?.isThin === isThin) last.text += char;
    else runs.push({ text: char, isThin });
  }
  return runs;
}

/** The fonts, as they lie in their files, that have the characters of a text. */
export function loadFonts(text: string): Uint8Array[] {
  const files = new Set([...new Set(text)].flatMap((char) => findFile(char) ?? []));
  return [...files].map((file) => readFileSync(fileURLToPath(import.meta.resolve(file))));
}
