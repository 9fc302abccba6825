import { foldTypography, readsTheSame } from '../text/fold-typography.ts';
import { type Edit, lowerWords, type Side } from './edit.ts';
import { describeSwap, type Finding, passOver, shorten } from './finding.ts';
import { numberWord } from './number-words.ts';

/** Words that came or went on their own, from which on they are an addition or a deletion rather than other wording. */
const MIN_ADDED = 4;
/** A replacement so much longer (or shorter) than what it replaced adds (or deletes) too. */
const LOPSIDED = 3;
const MIN_LOPSIDED = 8;
const LONGEST_TYPO_WORDS = 3;

/** An edit of typography that no reader sees: other quotation marks, dashes, spaces. */
export function findTypography(edit: Edit): Finding[] {
  if (!readsTheSame(edit.removed.text, edit.added.text)) return [];
  return [passOver('style', describeSwap(edit.removed.text, edit.added.text), 'typography')];
}

/** Text that came or went. */
export function findAdditions(edit: Edit): Finding[] {
  const removed = lowerWords(edit.removed).length;
  const added = lowerWords(edit.added).length;
  const more = (one: number, other: number) =>
    (other === 0 && one >= MIN_ADDED) || (one >= MIN_LOPSIDED && one >= other * LOPSIDED);
  if (more(added, removed)) return [nameLoneText('addition', edit.added.text, added)];
  if (more(removed, added)) return [nameLoneText('deletion', edit.removed.text, removed)];
  return [];
}

/** The finding for a text that came or went as a whole. */
export function nameLoneText(kind: 'addition' | 'deletion', text: string, words: number): Finding {
  return { kind, what: quote(text, words), extent: 'full', carried: foldTypography(text) };
}

/** `"The first words…" (42 words)`. */
export function quote(text: string, words: number): string {
  return `"${shorten(text)}" (${words} ${words === 1 ? 'word' : 'words'})`;
}

/** What an edit is that no other rule has a name for: style, a typo, or other wording. */
export function findWording(edit: Edit): Finding[] {
  const what = describeSwap(edit.removed.text, edit.added.text);
  if (lettersOf(edit.removed, edit.language) === lettersOf(edit.added, edit.language))
    return [{ kind: 'style', what, extent: 'minor' }];
  if (isTypo(edit)) return [{ kind: 'typo', what, extent: 'minor' }];
  return [{ kind: 'wording', what, extent: 'full' }];
}

/** Letters and digits alone: what marks, spaces, hyphens, capitals and numbers written as words don't change. */
function lettersOf(side: Side, language: string | null): string {
  return side.tokens
    .map((token) => numberWord(token.text.toLowerCase(), language) ?? token.text)
    .join('')
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '');
}

/** A slip of the pen: words of the same beginning, a letter or two apart, that are no numbers. */
function isTypo(edit: Edit): boolean {
  const removed = lowerWords(edit.removed);
  const added = lowerWords(edit.added);
  if (removed.length === 0 || added.length === 0) return isStutter(edit.removed) || isStutter(edit.added);
  if (Math.max(removed.length, added.length) > LONGEST_TYPO_WORDS) return isRepeatedWord(removed, added);
  const [before, after] = [removed.join(' '), added.join(' ')];
  if (/\p{N}/u.test(before + after) || before.length > 60 || after.length > 60) return false;
  if (isRepeatedWord(removed, added)) return true;
  const length = Math.max(before.length, after.length);
  if (length < 4) return false;
  const allowed = length > 5 ? 2 : 1;
  const isSwapped = [...before].sort().join('') === [...after].sort().join('');
  if (before.charAt(0) !== after.charAt(0) && !isSwapped) return false;
  return editDistance(before, after) <= allowed;
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

/** Letters to insert, delete, replace or swap with their neighbour (optimal string alignment). */
function editDistance(before: string, after: string): number {
  const [a, b] = [[...before], [...after]];
  let older: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const replaced = (last[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      const isSwap = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      const swapped = isSwap ? (older[j - 2] ?? 0) + 1 : Number.POSITIVE_INFINITY;
      row.push(Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, replaced, swapped));
    }
    older = last;
    last = row;
  }
  return last[b.length] ?? 0;
}
