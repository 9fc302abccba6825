import { type Token, tokenize } from '../text/tokenize.ts';

/**
 * What an article's own running text tells of a word's capital: that the word is written without one somewhere; if not,
 * that it has one amid a sentence; else nothing.
 */
export type NameUse = 'lower' | 'capitalised' | 'unknown';

/** Text before a word that tells whether it begins a sentence. */
const CONTEXT = 80;
/** A word that is in a text more often than this has shown all its forms. */
const MAX_PLACES = 200;

/**
 * How the paragraphs of an article write a word (in lower case, without the mark of possession): with a capital amid a
 * sentence, and without one. What is capitalised only where a sentence begins is no name for that alone. Only the words
 * that are asked for are looked up; the passages are listed for the first of them.
 */
export function readNameLexicon(listPassages: () => Passage[]): (word: string) => NameUse {
  const known = new Map<string, NameUse>();
  let passages: Passage[] | null = null;
  return (word) => {
    passages ??= listPassages();
    const use = known.get(word) ?? lookUp(word, passages);
    known.set(word, use);
    return use;
  };
}

/** A text, and the same in lower case from when a word is first looked for in it. */
export type Passage = { text: string; lower: string | null };

/** The text in lower case, every character in its place: one whose lower case is longer ("İ") stays as it is. */
function lowerInPlace(text: string): string {
  const lower = text.toLowerCase();
  return lower.length === text.length ? lower : text.replace(/[^İ]+/g, (part) => part.toLowerCase());
}

function lookUp(word: string, passages: Passage[]): NameUse {
  if (word === '') return 'unknown';
  let use: NameUse = 'unknown';
  let places = 0;
  for (const passage of passages) {
    const { text } = passage;
    passage.lower ??= lowerInPlace(text);
    const { lower } = passage;
    for (let at = lower.indexOf(word); at !== -1 && places < MAX_PLACES; at = lower.indexOf(word, at + word.length)) {
      places += 1;
      if (!isWhole(lower, at, word.length)) continue;
      if (text.charAt(at) === lower.charAt(at)) return 'lower';
      if (use === 'unknown' && !beginsSentence(text, at)) use = 'capitalised';
    }
  }
  return use;
}

/** Whether neither side of a stretch goes on as a word; the mark of possession ends one. */
function isWhole(text: string, at: number, length: number): boolean {
  const before = text.charAt(at - 1);
  const after = text.slice(at + length, at + length + 3);
  return (
    !/[\p{L}\p{M}\p{N}'’\-‐‑]/u.test(before) &&
    !/^(?:[\p{L}\p{M}\p{N}]|['’\-‐‑](?!s(?![\p{L}\p{M}]))[\p{L}\p{M}])/u.test(after)
  );
}

/** A text begins a sentence, and so does a line of it. */
function beginsSentence(text: string, at: number): boolean {
  const start = Math.max(0, at - CONTEXT);
  const context = text.slice(start, at);
  const line = context.lastIndexOf('\n');
  const isInitial = line !== -1 || start === 0;
  return tokenize(context.slice(line + 1), null).reduce((initial, token) => startsSentence(token, initial), isInitial);
}

/** Whether the word after a token begins a sentence. */
export function startsSentence(token: Token, isInitial: boolean): boolean {
  if (token.kind !== 'mark') return false;
  return /[.!?…:“„«"'‘\-–—•]/.test(token.text) || isInitial;
}

/** A word in lower case without the mark of possession and the points of an abbreviation. */
export function bareWord(word: string): string {
  return word.toLowerCase().replace(/['’]s?$|\./g, '');
}
