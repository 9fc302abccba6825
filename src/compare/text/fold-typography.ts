import { sharedHead } from './shared-ends.ts';

const DOUBLE_QUOTES = /[“”„‟″＂]|``|''/g;
const SINGLE_QUOTES = /[‘’‚‛′‹›`´]/g;
const INVISIBLE = /[\u00ad\u200b-\u200f\u2060\ufeff]/g;
/** Full and half width forms, and Latin ligatures: the same characters to a reader. */
const COMPATIBLE = /[\uff01-\uff9f\ufb00-\ufb06]/g;

/**
 * A text without what only a typesetter sees: the shapes of quotation marks, dashes, ellipses and spaces, and the
 * forms of Unicode. Two texts that fold to the same read the same.
 */
export function foldTypography(text: string): string {
  if (isPlain(text)) return text.replace(/\s+/g, ' ').trim();
  return text
    .replace(INVISIBLE, '')
    .replace(COMPATIBLE, (character) => character.normalize('NFKC'))
    .normalize('NFC')
    .replace(/(^|[\s(])«\s+/g, '$1"')
    .replace(/\s+»(?=[\s.,;:!?)]|$)/g, '"')
    .replace(/[«»]/g, '"')
    .replace(DOUBLE_QUOTES, '"')
    .replace(SINGLE_QUOTES, "'")
    .replace(/…/g, '...')
    .replace(/−/g, '-')
    .replace(/\s*(?:—|―|--)\s*|\s+[-–‒]\s+/g, ' - ')
    .replace(/[‐‑‒–]/g, '-')
    .replace(/\s+/g, ' ')
    .trim();
}

/** Most texts are ASCII letters and simple marks: they fold to themselves. */
function isPlain(text: string): boolean {
  return /^[\x20-\x7e]*$/.test(text) && !/''|``|`|--| - /.test(text);
}

/** Whether two texts differ in typography at most; `null` is no text at all. */
export function readsTheSame(before: string | null, after: string | null): boolean {
  if (before === after) return true;
  if (before !== null && after !== null && differInLetters(before, after)) return false;
  return foldTypography(before ?? '') === foldTypography(after ?? '');
}

/** Whether two texts part at a letter or digit of ASCII, which no folding makes the same: most texts do that differ. */
function differInLetters(before: string, after: string): boolean {
  const at = sharedHead(before, after);
  // Behind the end of a text there is no letter.
  if (at >= before.length || at >= after.length) return false;
  return isPlainLetter(before.charCodeAt(at)) && isPlainLetter(after.charCodeAt(at));
}

function isPlainLetter(code: number): boolean {
  return (code >= 48 && code <= 57) || (code >= 65 && code <= 90) || (code >= 97 && code <= 122);
}
