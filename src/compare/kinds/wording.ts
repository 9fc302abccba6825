import { foldTypography, readsTheSame } from '../text/fold-typography.ts';
import { isSpeechVerb } from './attribution.ts';
import { countWords, type Edit, lowerWords, type Side } from './edit.ts';
import { describeSwap, type Finding, passOver, shorten } from './finding.ts';
import { numberWord } from './number-words.ts';
import { findOtherWords, isClaiming } from './other-words.ts';
import { isTypo } from './typo.ts';
import { unitOf } from './unit-words.ts';
import { listWeighty } from './weighty-text.ts';

/** Words that came or went on their own, from which on they are an addition or a deletion rather than other wording. */
const MIN_ADDED = 4;
/** A replacement so much longer (or shorter) than what it replaced adds (or deletes) too. */
const LOPSIDED = 3;
const MIN_LOPSIDED = 8;

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
  if (more(added, removed) && isNew(edit, 'added')) return [nameLoneText('addition', edit.added.text, added)];
  if (more(removed, added) && isNew(edit, 'removed')) return [nameLoneText('deletion', edit.removed.text, removed)];
  return [];
}

/** Whether most words of a side that say something stand on no other side: a sentence turned round has them there too. */
function isNew(edit: Edit, side: 'removed' | 'added'): boolean {
  const words = lowerWords(edit[side]).filter(isClaiming);
  const counts = countWords(edit);
  const other = side === 'added' ? 'removed' : 'added';
  const fresh = words.filter((word) => (counts[side].get(word) ?? 0) > (counts[other].get(word) ?? 0));
  return words.length === 0 || fresh.length * 2 >= words.length;
}

/** The finding for a text that came or went as a whole. */
export function nameLoneText(kind: 'addition' | 'deletion', text: string, words: number): Finding {
  return { kind, what: quote(text, words), extent: 'full', carried: foldTypography(text), more: listWeighty(text) };
}

/** `"The first words…" (42 words)`. */
export function quote(text: string, words: number): string {
  return `"${shorten(text)}" (${words} ${words === 1 ? 'word' : 'words'})`;
}

/** What an edit is that no other rule has a name for: style, a typo, or other wording. */
export function findWording(edit: Edit, areBothWords: (later: string, earlier: string) => boolean): Finding[] {
  const what = describeSwap(edit.removed.text, edit.added.text);
  if (lettersOf(edit.removed, edit.language) === lettersOf(edit.added, edit.language))
    return [{ kind: 'style', what, extent: 'minor' }];
  if (isTypo(edit) && !isOtherWord(edit, areBothWords)) return [{ kind: 'typo', what, extent: 'minor' }];
  return [{ kind: 'wording', what, extent: 'full', more: isSwapOfWords(edit) ? [OTHER_WORD] : [] }];
}

/**
 * "county" → "country": a letter apart, and both words of this article, for it goes on to write the one, and wrote the
 * other before. Nothing else tells a slip from another word without a dictionary.
 */
function isOtherWord(edit: Edit, areBothWords: (later: string, earlier: string) => boolean): boolean {
  const [removed, added] = [lowerWords(edit.removed), lowerWords(edit.added)];
  return (
    removed.length === added.length &&
    removed.some((word, at) => word !== added[at] && areBothWords(word, added[at] ?? ''))
  );
}

/** A word with a sense of its own may change the sense; small words seldom do. */
const OTHER_WORD = { term: 'other word', value: 0.1, why: 'a word gave way to another' };

function isSwapOfWords({ removed, added, language }: Edit): boolean {
  const { gone, come } = findOtherWords(lowerWords(removed), lowerWords(added));
  // Two forms of one verb of speech: others would be an edit of the attribution.
  if ([...gone, ...come].every((word) => isSpeechVerb(word, language))) return false;
  return gone.length === 1 && come.length === 1;
}

const PLAIN_LETTERS = /^[A-Za-z0-9]*$/;

/** Letters and digits alone: what marks, spaces, hyphens, capitals and numbers written as words don't change. */
function lettersOf(side: Side, language: string | null): string {
  const text = side.tokens
    .map((token) => {
      const word = token.text.toLowerCase();
      const isPercent = unitOf(word, language) === 'percent';
      return numberWord(word, language) ?? (isPercent ? '%' : token.text);
    })
    .join('');
  if (PLAIN_LETTERS.test(text)) return text.toLowerCase();
  return (
    text
      .replace(/%|per%/g, 'percent')
      .normalize('NFKC')
      .toLowerCase()
      // Russian may write ё as е, Swiss papers ß as ss.
      .replace(/ё/g, 'е')
      .replace(/ß/g, 'ss')
      .replace(/[^\p{L}\p{N}]+/gu, '')
  );
}
