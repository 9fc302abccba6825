import { primaryLanguage } from '../../model/primary-language.ts';
import { type Token, tokenize } from '../text/tokenize.ts';
import { isCapitalised } from '../words/group-units.ts';
import { isSpeechVerb } from './attribution.ts';
import { isCountry } from './country-names.ts';
import { type Edit, isLocal, type Side } from './edit.ts';
import { describeSwap, type Finding } from './finding.ts';
import { bareWord, type NameUse, startsSentence } from './name-lexicon.ts';
import { numberWord } from './number-words.ts';
import { isDeclined, isRespelt } from './same-name.ts';
import { isSameSpeaker } from './same-speaker.ts';

/** Capitalised words that are no names, whatever their place. */
const NEVER = new Set(
  'i the a an mr mrs ms dr he she it they we you his her its their this that these those but and in on at as if when'.split(
    ' ',
  ),
);
const GERMAN_NOUN = /(?:ung|ungen|heit|heiten|keit|keiten|schaft|schaften|tion|tionen|ismus|nis|tät|ling|chen)$/;
const GERMAN_LOCATIVE = /^(?:[Ii]n|[Nn]ach|[Aa]us|[Bb]ei)$/;
const GERMAN_ABSTRACT =
  /^(?:Angst|Panik|Wut|Gefahr|Not|Haft|Hause|Angaben|Sicht|Arbeit|Zukunft|Kraft|Eile|Ruhe|Brand|Trauer|Freude|Schutt|Flammen|Regen|Schnee|Sturm|Nacht|Tag\p{Ll}*|Jahr\p{Ll}*|Monat\p{Ll}*|Woche\p{Ll}*|Stunde\p{Ll}*|Minute\p{Ll}*)$/u;
const GERMAN_PLURAL = /(?:en|ern|eln)$/;
const GERMAN_DETERMINER =
  /^(?:der|die|das|den|dem|des|ein|eine|einen|einem|einer|eines|kein\p{Ll}*|sein\p{Ll}*|ihr\p{Ll}*|dies\p{Ll}*|jed\p{Ll}*|zum|zur|im|am|beim|vom|ins|ans)$/u;
/** Words that begin a sentence with a capital of their place. */
const GERMAN_OPENER =
  /^(?:Laut|In|Aus|Nach|Bei|Von|Gegen|Mit|Für|Über|Unter|Vor|Seit|Trotz|Wegen|Zwischen|Und|Aber|Doch|Auch|Als|Wenn|Viele|Einige|Alle|Mehr|Weniger|Rund|Etwa|Ohne|Zwei|Drei|Dutzende|Tausende|Hunderte|Andere|Manche|Mehrere|Beide|Wie|So|Dann|Nur|Da|Dass|Ob|Um|Zu)$/;
const GERMAN_ARTICLE =
  /^(?:der|die|das|den|dem|des|ein|eine|einen|einem|einer|eines|kein\w*|sein\w*|ihr\w*|viele|mehr|\p{Ll}+e[nrsm]?)$/u;

/** Letters that a name may begin with: capitals, and those of scripts that have none. */
const MAY_BE_NAMES = /[\p{Lu}\p{Lo}]/u;

/** A capitalised word; `isSure` when its capital is not asked for by its place. */
type Name = { token: Token; isSure: boolean };

/**
 * A name swapped for another: words with a capital that is not there by chance, on both sides of an edit. The same name
 * in another case is no edit of it, and one that is only spelt otherwise a slip that was mended.
 */
export function findNames(edit: Edit, useOf: (word: string) => NameUse): Finding[] {
  if (!isLocal(edit) || !MAY_BE_NAMES.test(edit.removed.text) || !MAY_BE_NAMES.test(edit.added.text)) return [];
  const removed = namesOf(edit.removed, edit, useOf);
  if (removed.length === 0) return [];
  const added = namesOf(edit.added, edit, useOf);
  const gone = without(removed, added, (one, other) => isSameName(one, other, edit.language));
  const come = without(added, removed, (one, other) => isSameName(one, other, edit.language));
  // "the minister Lavrov" → "Lavrov" takes nothing back: a name was swapped only if both sides have one of their own.
  if (gone.length === 0 || come.length === 0) return [];
  // Where a sentence begins any word has a capital: one side that is surely a name tells of the other.
  const areSure = [gone, come].map((names) => names.some(({ isSure }) => isSure));
  if (!areSure.includes(true)) return [];
  // Of a text that was wholly replaced nothing tells what its first word stands in the place of.
  if (areSure.includes(false) && isReplaced(edit.removed) && isReplaced(edit.added)) return [];
  const what = describeSwap(joinNames(removed), joinNames(added));
  const isSpelling = (one: string, other: string) => isOtherSpelling(one, other, edit.language);
  if (without(gone, come, isSpelling).length === 0 && without(come, gone, isSpelling).length === 0) {
    return [{ kind: 'typo', what, extent: 'minor', more: [SPELLING] }];
  }
  return [{ kind: 'name', what, extent: 'full' }];
}

/** Whether a side is all of its text, and more than a name or two. */
function isReplaced({ start, end, passage, tokens }: Side): boolean {
  return start === 0 && end === passage.text.length && tokens.length > 2;
}

/** A name that was spelt wrong is of more interest than a word that was. */
const SPELLING = { term: 'name', value: 0.15, why: 'the spelling of a name' };

function without(names: Name[], others: Name[], isSame: (one: string, other: string) => boolean): Name[] {
  return names.filter((name) => !others.some((other) => isSame(bareWord(name.token.text), bareWord(other.token.text))));
}

function isSameName(one: string, other: string, language: string | null): boolean {
  return one === other || isDeclined(one, other, language) || isSameSpeaker(one, other, language);
}

/** Countries are told apart by a letter: Iran, Iraq. */
function isOtherSpelling(one: string, other: string, language: string | null): boolean {
  return isRespelt(one, other) && !(isCountry(one, language) && isCountry(other, language));
}

function joinNames(names: Name[]): string {
  return names.map(({ token }) => token.text.replace(/['’]s?$/, '')).join(' ');
}

function namesOf(side: Side, edit: Edit, useOf: (word: string) => NameUse): Name[] {
  const { isTitleCase } = side.passage;
  return placeTokens(side).flatMap(({ token, previous, next, isInitial }): Name[] => {
    if (token.kind !== 'word' || /^.$|\p{N}/u.test(token.text)) return [];
    const word = bareWord(token.text);
    if (!isCapitalised(token.text))
      return isUnicase(word) && isCountry(word, edit.language) ? [{ token, isSure: true }] : [];
    if (isCountry(word, edit.language)) return [{ token, isSure: true }];
    const start = side.start + token.start;
    if (NEVER.has(word) || side.dates().some((date) => date.start <= start && start < date.end)) return [];
    if (numberWord(word, edit.language) !== null) return [];
    if (primaryLanguage(edit.language) === 'de') {
      if (isGermanPlace(token.text, previous)) return [{ token, isSure: !GERMAN_PLURAL.test(token.text) }];
      if (!isGermanName(token.text, previous, next)) return [];
    }
    if (!isInitial && !isTitleCase) return [{ token, isSure: true }];
    // A capital that a sentence or a headline asks for is a name's when the article writes the word so elsewhere too.
    const use = useOf(word);
    if (use === 'lower') return [];
    return [{ token, isSure: use === 'capitalised' || (!isTitleCase && isLoneSubject(word, next, edit.language)) }];
  });
}

/** Languages in which a noun that opens a sentence has an article, and a person has none. */
const WITH_ARTICLES = new Set(['en', 'de', 'fr', 'es', 'it', 'pt', 'nl']);
const AUXILIARY =
  /^(?:is|was|has|had|will|would|could|scored|won|told|took|a|est|était|sera|ha|fue|era|será|heeft|was|foi|disse|è)$/;
/** No names: adverbs, plurals, and what English has without an article. */
const NO_SUBJECT =
  /(?:ly|s|ing|tion|ment|ness|ity)$|^(?:then|later|still|never|also|even|only|there|nothing|nobody|everyone|everybody|someone|anyone|police|parliament|congress|water|who|what|which|each|another|neither|either|both|none|most|much|people|turnout|aid|traffic|power|trade)$/;

/** "Okafor scored": a word that opens a sentence without an article, before a verb. */
function isLoneSubject(word: string, next: string | null, language: string | null): boolean {
  if (next === null || !WITH_ARTICLES.has(primaryLanguage(language) ?? '') || word.length < 4) return false;
  if (primaryLanguage(language) === 'de' && /(?:e|en|ern|eln)$/.test(word)) return false;
  return !NO_SUBJECT.test(word) && (AUXILIARY.test(next) || isSpeechVerb(next, language));
}

/** Whether a word is of a script without capitals. */
function isUnicase(word: string): boolean {
  return /^\p{Lo}/u.test(word);
}

/** "nach Berlin", "in Wien": a noun behind these has an article, but for what is abstract. */
function isGermanPlace(word: string, previous: string | null): boolean {
  return previous !== null && GERMAN_LOCATIVE.test(previous) && !GERMAN_NOUN.test(word) && !GERMAN_ABSTRACT.test(word);
}

/**
 * German writes every noun with a capital. A name has neither article, adjective nor number before it; it stands beside
 * another capitalised word, behind a verb of speech, or where a noun alone would have one of the common endings.
 */
function isGermanName(word: string, previous: string | null, next: string | null): boolean {
  if (GERMAN_NOUN.test(word)) return false;
  if (next !== null && isCapitalised(next) && !GERMAN_ARTICLE.test(next)) return true;
  if (previous === null) return true;
  if (GERMAN_DETERMINER.test(previous.toLowerCase()) || /\p{N}/u.test(previous)) return false;
  if (isCapitalised(previous) && !GERMAN_OPENER.test(previous)) return true;
  if (isCapitalised(previous)) return false;
  return !GERMAN_ARTICLE.test(previous) && !GERMAN_PLURAL.test(word);
}

type Placed = { token: Token; previous: string | null; next: string | null; isInitial: boolean };

/** The side's words with what stands before each in the text. */
function placeTokens(side: Side): Placed[] {
  const context = tokenize(side.passage.text.slice(Math.max(0, side.start - 80), side.start), null);
  let previous = context.at(-1)?.text ?? null;
  let isInitial = context.reduce((initial, token) => startsSentence(token, initial), side.start <= 80);
  const [after] = tokenize(side.passage.text.slice(side.end, side.end + 40), null, 1);
  return side.tokens.map((token, at) => {
    const placed = { token, previous, next: side.tokens[at + 1]?.text ?? after?.text ?? null, isInitial };
    isInitial = startsSentence(token, isInitial);
    previous = token.text;
    return placed;
  });
}
