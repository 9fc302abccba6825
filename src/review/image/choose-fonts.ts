import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import sans from '@fontsource-variable/noto-sans/unicode.json' with { type: 'json' };
import hebrew from '@fontsource-variable/noto-sans-hebrew/unicode.json' with { type: 'json' };
import korean from '@fontsource-variable/noto-sans-kr/unicode.json' with { type: 'json' };
import chinese from '@fontsource-variable/noto-sans-sc/unicode.json' with { type: 'json' };
import arabic from '@fontsource-variable/vazirmatn/unicode.json' with { type: 'json' };

type Range = { from: number; to: number };
/** A file of a font: the characters that it has, and whether it is drawn in its thinnest weight. */
type FontPart = { file: string; ranges: Range[]; isThin: boolean; isEastAsian: boolean };

/**
 * Fonts under the Open Font License that npm brings, each in parts for some characters: of variable ones the renderer
 * draws the first weight, which is the thinnest where the font begins with that. Devanagari and the scripts of South-East
 * Asia are left out: the renderer sets them wrong, and a wrong word is worse than none.
 */
const PARTS: FontPart[] = [
  ...listParts('noto-sans', sans, false, [
    'latin',
    'latin-ext',
    'vietnamese',
    'cyrillic',
    'cyrillic-ext',
    'greek',
    'greek-ext',
  ]),
  ...listParts('vazirmatn', arabic, false, ['arabic']),
  ...listParts('noto-sans-hebrew', hebrew, true, ['hebrew']),
  ...listParts('noto-sans-sc', chinese, true),
  ...listParts('noto-sans-kr', korean, true),
];

function listParts(family: string, subsets: Record<string, string>, isThin: boolean, wanted?: string[]): FontPart[] {
  // Of the large ones the numbered parts: what they have of other scripts, others have better.
  const isWanted = (name: string) => wanted?.includes(name) ?? /^\[\d+\]$/.test(name);
  return Object.entries(subsets)
    .filter(([name]) => isWanted(name))
    .map(([name, text]) => {
      const file = `@fontsource-variable/${family}/files/${family}-${name.replace(/[[\]]/g, '')}-wght-normal.woff2`;
      return { file, ranges: parseRanges(text), isThin, isEastAsian: wanted === undefined };
    });
}

/** `U+0-FF,U+131` (CSS Fonts, “unicode-range”). */
function parseRanges(text: string): Range[] {
  return text.split(',').map((part) => {
    const [from = '', to = from] = part.trim().replace(/^U\+/i, '').split('-');
    return { from: Number.parseInt(from, 16), to: Number.parseInt(to, 16) };
  });
}

/** What the large fonts are asked for: their ranges name much besides that they do not have. */
export const EAST_ASIAN =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\u3000-\u303f\u30fb\u30fc\uff01-\uff60]/u;

function findPart(char: string): FontPart | null {
  const code = char.codePointAt(0) ?? 0;
  const isWide = EAST_ASIAN.test(char);
  return (
    PARTS.find(
      ({ ranges, isEastAsian }) => isEastAsian === isWide && ranges.some(({ from, to }) => code >= from && code <= to),
    ) ?? null
  );
}

/** What stands for characters that no font here has. */
export const MISSING = '[…]';

/** A text with each run of characters that cannot be drawn replaced by a mark, so that none comes out as an empty box. */
export function keepDrawable(text: string): string {
  let kept = '';
  for (const char of text.normalize('NFC')) {
    if (findPart(char) !== null) kept += char;
    else if (!kept.endsWith(MISSING)) kept += MISSING;
  }
  return kept;
}

/**
 * A text in runs, each of which one font has: the renderer finds another font for a run, but not several. `isThin`: it is
 * drawn in a thin weight, and wants an outline to be read as well as the rest.
 */
export function splitByFont(text: string): { text: string; isThin: boolean }[] {
  const runs: { text: string; part: FontPart | null }[] = [];
  for (const char of text) {
    const part = findPart(char);
    const last = runs.at(-1);
    if (last !== undefined && last.part === part) last.text += char;
    else runs.push({ text: char, part });
  }
  return runs.map(({ text: run, part }) => ({ text: run, isThin: part?.isThin === true }));
}

/** The fonts, as they lie in their files, that have the characters of a text. */
export function loadFonts(text: string): Uint8Array[] {
  const files = new Set([...new Set(text)].flatMap((char) => findPart(char)?.file ?? []));
  return [...files].map((file) => readFileSync(fileURLToPath(import.meta.resolve(file))));
}
