import type { Phrase, Search, Term } from './parse-search.ts';
import { splitWords, type Word } from './split-words.ts';

/** A stretch of a text, in UTF-16 units; `end` is exclusive. */
export type Stretch = { start: number; end: number };

/** Whether a text is what is looked for; the same as the index of the database says, and for texts of any length. */
export function matchesSearch(search: Search, text: string): boolean {
  if (search.wanted.length === 0) return false;
  const words = splitWords(text);
  const has = (phrase: Phrase) => findPhrase(words, phrase).length > 0;
  return search.wanted.every(has) && !search.unwanted.some(has);
}

/** Which of these phrases stand in a text. */
export function listMatching(phrases: Phrase[], text: string): Phrase[] {
  const words = splitWords(text);
  return phrases.filter((phrase) => findPhrase(words, phrase).length > 0);
}

/** Where what is wanted stands in a text, in its order, what touches as one. */
export function findMatches(search: Search, text: string): Stretch[] {
  const words = splitWords(text);
  const found = search.wanted.flatMap((phrase) => findPhrase(words, phrase));
  found.sort((one, other) => one.start - other.start || other.end - one.end);
  const apart: Stretch[] = [];
  for (const { start, end } of found) {
    const before = apart.at(-1);
    if (before === undefined || start > before.end) apart.push({ start, end });
    else before.end = Math.max(before.end, end);
  }
  return apart;
}

function findPhrase(words: Word[], phrase: Phrase): Stretch[] {
  const last = phrase.at(-1);
  if (last === undefined) return [];
  return words.flatMap(({ start }, place) => {
    const isThere = phrase.every((term) => isTerm(words[place + term.offset], term));
    return isThere ? [{ start, end: endOf(words, place + last.offset, last) }] : [];
  });
}

function isTerm(word: Word | undefined, { folded, isPrefix }: Term): boolean {
  if (word === undefined) return false;
  return isPrefix ? word.folded.startsWith(folded) : word.folded === folded;
}

/** A character that is looked for alone is found at the beginning of a pair: only that one is marked. */
function endOf(words: Word[], place: number, { folded, isPrefix }: Term): number {
  const { start = 0, end = 0 } = words[place] ?? {};
  return isPrefix && folded.length < end - start && words[place + 1]?.start === start + folded.length
    ? start + folded.length
    : end;
}
