import { hasPairs, splitWords } from './split-words.ts';

/** A word of a phrase: `offset` is how many words behind the first it stands; `isPrefix`: words that begin so count too. */
export type Term = { folded: string; offset: number; isPrefix: boolean };

/** Words that stand one behind the other; mostly one word. */
export type Phrase = Term[];

/** What is looked for: every phrase of `wanted` and none of `unwanted`. Without anything wanted nothing is found. */
export type Search = { wanted: Phrase[]; unwanted: Phrase[] };

const QUOTATION_MARKS = /[“”„‟«»「」『』〝〞＂]/g;
const PART = /(?<minus>[-−])?(?:"(?<quoted>[^"]*)"?|(?<plain>[^\s"]+))/g;

const segmenter = new Intl.Segmenter('und', { granularity: 'word' });

/**
 * A search as people type it: words that must all be there, phrases in quotation marks, `-` before what must not be
 * there, `*` behind the beginning of a word. Nothing is refused: what cannot be read is passed over.
 */
export function parseSearch(text: string): Search {
  const search: Search = { wanted: [], unwanted: [] };
  for (const { groups = {} } of text.replace(QUOTATION_MARKS, '"').matchAll(PART)) {
    const { minus, quoted, plain = '' } = groups;
    const phrases = quoted === undefined ? readPlain(plain) : [readPhrase(quoted)];
    const side = minus === undefined ? search.wanted : search.unwanted;
    side.push(...phrases.filter((phrase) => phrase.length > 0));
  }
  return search;
}

/** Without spaces and quotation marks, the words of a dictionary stand each for itself; else what is one word to readers (`don't`, `1,200`) is a phrase. */
function readPlain(plain: string): Phrase[] {
  if (hasPairs(plain)) return segmentWords(plain).map(readPhrase);
  const phrase = readPhrase(plain);
  const isBeginning = plain.endsWith('*');
  return [phrase.map((term, index) => ({ ...term, isPrefix: isBeginning && index === phrase.length - 1 }))];
}

/** Single characters, which stand in every other text, go with the word before them, or the one behind. */
function segmentWords(text: string): string[] {
  const words: string[] = [];
  for (const { segment } of segmenter.segment(text)) {
    const before = words.at(-1);
    const isSingle = (word: string) => [...word].length === 1;
    if (before !== undefined && (isSingle(segment) || isSingle(before))) words[words.length - 1] = before + segment;
    else words.push(segment);
  }
  return words;
}

/** Words that stand one behind the other. The last character of a run is in a pair already; one that is alone may be followed by another in a text. */
export function readPhrase(text: string): Phrase {
  const words = splitWords(text);
  return words.flatMap(({ folded, start, end }, offset) => {
    const isAlone = hasPairs(folded) && [...text.slice(start, end)].length === 1;
    const isInPair = isAlone && words[offset - 1]?.end === end;
    return isInPair ? [] : [{ folded, offset, isPrefix: isAlone }];
  });
}
