import { foldWord } from './fold-word.ts';

/**
 * A word of a text as search knows it. Its place in the text is its place in the list of words; `start` and `end` count
 * UTF-16 units of the text, `end` exclusive.
 */
export type Word = { folded: string; start: number; end: number };

/** Scripts that put no spaces between words, and whose words a dictionary would cut otherwise in another sentence. */
const BY_PAIRS = '\\p{sc=Han}\\p{sc=Hiragana}\\p{sc=Katakana}\\p{sc=Hangul}ー々〇';
/** Scripts that put none either, and whose words the dictionaries of ICU find. */
const BY_DICTIONARY = '\\p{sc=Thai}\\p{sc=Lao}\\p{sc=Khmer}\\p{sc=Myanmar}';
const RUN = /[\p{L}\p{M}\p{N}\u00AD\u200C\u200D]+/gu;
const BY_SPACES = /^[\p{sc=Latin}\p{sc=Cyrillic}\p{sc=Greek}\p{sc=Arabic}\p{sc=Hebrew}\d]+$/u;
const PARTS = new RegExp(
  `(?<pairs>[${BY_PAIRS}]+)|(?<dictionary>[${BY_DICTIONARY}]+)|[^${BY_PAIRS}${BY_DICTIONARY}]+`,
  'gu',
);
const HAS_PAIRS = new RegExp(`[${BY_PAIRS}]`, 'u');

const segmenter = new Intl.Segmenter('und', { granularity: 'word' });

/**
 * The words of a text in their order. Chinese, Japanese and Korean are split into pairs of neighbouring characters, and
 * the last character of each run, so that whatever stands in a text is found, wherever a dictionary would cut it; Thai,
 * Lao, Khmer and Burmese by the dictionary of the runtime; all else at what is neither letter nor digit.
 */
export function splitWords(text: string): Word[] {
  const words: Word[] = [];
  for (const { 0: run, index } of text.matchAll(RUN)) {
    if (BY_SPACES.test(run)) addWord(words, run, index);
    else addParts(words, run, index);
  }
  return words;
}

/** Where scripts of several manners meet (`2024年`), each part is split in its own. */
function addParts(words: Word[], run: string, start: number): void {
  for (const { 0: part, index, groups } of run.matchAll(PARTS)) {
    if (groups?.pairs !== undefined) addPairs(words, part, start + index);
    else if (groups?.dictionary !== undefined) addSegments(words, part, start + index);
    else addWord(words, part, start + index);
  }
}

/** Whether a text holds characters that are kept in pairs. */
export function hasPairs(text: string): boolean {
  return HAS_PAIRS.test(text);
}

function addPairs(words: Word[], run: string, start: number): void {
  const isFolded = run.normalize('NFKC') === run; // as nearly always, and then no pair need be looked at
  const letters = [...run];
  let at = start;
  for (const [index, letter] of letters.entries()) {
    const pair = letter + (letters[index + 1] ?? '');
    words.push({ folded: isFolded ? pair : foldWord(pair), start: at, end: at + pair.length });
    at += letter.length;
  }
}

function addSegments(words: Word[], run: string, start: number): void {
  for (const { segment, index, isWordLike } of segmenter.segment(run)) {
    if (isWordLike) addWord(words, segment, start + index);
  }
}

function addWord(words: Word[], text: string, start: number): void {
  const folded = foldWord(text);
  if (folded !== '') words.push({ folded, start, end: start + text.length });
}
