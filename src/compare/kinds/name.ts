import { primaryLanguage, type Token, tokenize } from '../text/tokenize.ts';
import { isCapitalised } from '../words/group-units.ts';
import { type Edit, isLocal, type Side } from './edit.ts';
import { describeSwap, type Finding } from './finding.ts';
import { bareWord, type NameUse, startsSentence } from './name-lexicon.ts';
import { numberWord } from './number-words.ts';

/** Capitalised words that are no names, whatever their place. */
const NEVER = new Set(
  'i the a an mr mrs ms dr he she it they we you his her its their this that these those but and in on at as if when'.split(
    ' ',
  ),
);
const GERMAN_NOUN = /(?:ung|ungen|heit|heiten|keit|keiten|schaft|schaften|tion|tionen|ismus|nis|tät|ling|chen)$/;
const GERMAN_ARTICLE =
  /^(?:der|die|das|den|dem|des|ein|eine|einen|einem|einer|eines|kein\w*|sein\w*|ihr\w*|viele|mehr|\p{Ll}+e[nrsm]?)$/u;

/** A capitalised word; `isSure` when its capital is not asked for by its place. */
type Name = { token: Token; isSure: boolean };

/** A name swapped for another: words with a capital that is not there by chance, on both sides of an edit. */
export function findNames(edit: Edit, useOf: (word: string) => NameUse): Finding[] {
  if (!isLocal(edit)) return [];
  const removed = namesOf(edit.removed, edit, useOf);
  const added = namesOf(edit.added, edit, useOf);
  const had = new Set(removed.map(({ token }) => bareWord(token.text)));
  const has = new Set(added.map(({ token }) => bareWord(token.text)));
  const gone = removed.filter(({ token }) => !has.has(bareWord(token.text)));
  const come = added.filter(({ token }) => !had.has(bareWord(token.text)));
  // "the minister Lavrov" → "Lavrov" takes nothing back: a name was swapped only if both sides have one of their own.
  if (gone.length === 0 || come.length === 0) return [];
  // Where a sentence begins any word has a capital: one side that is surely a name tells of the other.
  if (![...gone, ...come].some(({ isSure }) => isSure)) return [];
  return [{ kind: 'name', what: describeSwap(joinNames(removed), joinNames(added)), extent: 'full' }];
}

function joinNames(names: Name[]): string {
  return names.map(({ token }) => token.text.replace(/['’]s?$/, '')).join(' ');
}

function namesOf(side: Side, edit: Edit, useOf: (word: string) => NameUse): Name[] {
  if (!/\p{Lu}/u.test(side.text)) return [];
  const { isTitleCase } = side.passage;
  return placeTokens(side).flatMap(({ token, previous, isInitial }): Name[] => {
    if (token.kind !== 'word' || !isCapitalised(token.text) || /^.$|\p{N}/u.test(token.text)) return [];
    const word = bareWord(token.text);
    const start = side.start + token.start;
    if (NEVER.has(word) || side.dates().some((date) => date.start <= start && start < date.end)) return [];
    if (numberWord(word, edit.language) !== null) return [];
    if (primaryLanguage(edit.language) === 'de' && !isGermanName(token.text, previous)) return [];
    if (!isInitial && !isTitleCase) return [{ token, isSure: true }];
    // A capital that a sentence or a headline asks for is a name's when the article writes the word so elsewhere too.
    const { isCapitalised: isName, isLower } = useOf(word);
    return isLower ? [] : [{ token, isSure: isName }];
  });
}

/** German writes every noun with a capital: a name has no common ending, and neither article nor adjective before it. */
function isGermanName(word: string, previous: string | null): boolean {
  if (GERMAN_NOUN.test(word)) return false;
  return previous === null || !GERMAN_ARTICLE.test(previous.toLowerCase()) || isCapitalised(previous);
}

type Placed = { token: Token; previous: string | null; isInitial: boolean };

/** The side's words with what stands before each in the text. */
function placeTokens(side: Side): Placed[] {
  const context = tokenize(side.passage.text.slice(Math.max(0, side.start - 80), side.start), null);
  let previous = context.at(-1)?.text ?? null;
  let isInitial = context.reduce((initial, token) => startsSentence(token, initial), side.start <= 80);
  return side.tokens.map((token) => {
    const placed = { token, previous, isInitial };
    isInitial = startsSentence(token, isInitial);
    previous = token.text;
    return placed;
  });
}
