import { type Edit, lowerWords, type Side } from './edit.ts';
import { editDistance } from './edit-distance.ts';
import { isDeclined } from './same-name.ts';

const LONGEST_TYPO_WORDS = 3;
const LONGEST = 60;
/** Shorter words are told apart by a letter. */
const SHORTEST = 4;
/** Words as long as this may have two slips. */
const LONG = 6;
/** What two letters may take up. */
const MOST_UNITS = 4;

/** A slip of the pen: the same words but for a letter or two, no numbers; a word written twice. */
export function isTypo(edit: Edit): boolean {
  const removed = lowerWords(edit.removed);
  const added = lowerWords(edit.added);
  if (removed.length === 0 || added.length === 0) return isStutter(edit.removed) || isStutter(edit.added);
  if (Math.max(removed.length, added.length) > LONGEST_TYPO_WORDS) return isRepeatedWord(removed, added);
  const [before, after] = [removed.join(' '), added.join(' ')];
  if (/\p{N}/u.test(before + after) || Math.max(before.length, after.length) > LONGEST) return false;
  if (isRepeatedWord(removed, added)) return true;
  if (removed.length !== added.length) return isSlip(before, after);
  const isMended = removed.every((word, at) => word === added[at] || isSlip(word, added[at] ?? ''));
  // Words in other cases are another sentence, not slips.
  return (
    isMended && !removed.some((word, at) => word !== added[at] && isDeclined(word, added[at] ?? '', edit.language))
  );
}

/** Whether one word is the other with a slip in it; two letters that gave way to two others make another word. */
export function isSlip(before: string, after: string): boolean {
  const length = Math.max(before.length, after.length);
  if (length < SHORTEST) return false;
  if (Math.abs(before.length - after.length) > MOST_UNITS) return false;
  const isSwapped = before.length === after.length && sortLetters(before) === sortLetters(after);
  if (before.charAt(0) !== after.charAt(0) && !isSwapped) return false;
  const distance = editDistance(before, after);
  if (distance <= 1) return true;
  return distance === 2 && length >= LONG && (isSwapped || before.length !== after.length);
}

function sortLetters(word: string): string {
  return [...word].sort().join('');
}

/** A lone word that stands beside itself in its text: the second "the" of "the the". */
function isStutter(side: Side): boolean {
  const [word, ...more] = lowerWords(side);
  if (word === undefined || more.length > 0) return false;
  const { text } = side.passage;
  const reach = word.length + 3;
  const before = text
    .slice(Math.max(0, side.start - reach), side.start)
    .toLowerCase()
    .trimEnd();
  const after = text
    .slice(side.end, side.end + reach)
    .toLowerCase()
    .trimStart();
  return before.endsWith(` ${word}`) || before === word || after.startsWith(`${word} `);
}

/** "the the" → "the". */
function isRepeatedWord(removed: string[], added: string[]): boolean {
  const once = (words: string[]) => words.filter((word, at) => word !== words[at - 1]).join(' ');
  return removed.length !== added.length && once(removed) === once(added);
}
