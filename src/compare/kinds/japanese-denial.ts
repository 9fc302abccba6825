import { primaryLanguage } from '../../model/primary-language.ts';
import type { Edit, Side } from './edit.ts';

/**
 * Endings by which Japanese denies a verb or an adjective, plain, polite and past; not those of "few", "dangerous",
 * "must" and "no doubt", which end alike and deny nothing.
 */
const DENIALS = /(?<!少|危|切|なら|ちがい|違い|いけ)(?:ない|なかっ)|ません(?!か)|ずに|否定し/g;
/** An ending that is denied is written in so many letters more; what stands beside an edit may be a part of it. */
const MOST_LETTERS = 8;
const AROUND = 3;

/** Whether a Japanese verb was denied, or no longer is: "答えました" → "答えませんでした". It has no word of its own for "not". */
export function isJapaneseDenial({ removed, added, language }: Edit): boolean {
  if (primaryLanguage(language) !== 'ja') return false;
  if (Math.max(removed.text.length, added.text.length) > MOST_LETTERS) return false;
  return countDenials(removed) !== countDenials(added);
}

function countDenials({ passage, start, end }: Side): number {
  return passage.text.slice(Math.max(0, start - AROUND), end + AROUND).match(DENIALS)?.length ?? 0;
}
