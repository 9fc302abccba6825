import { type Token, tokenize } from '../text/tokenize.ts';

/** What an article's own running text tells of a word's capital. */
export type NameUse = { isCapitalised: boolean; isLower: boolean };

/** Text before a word that tells whether it begins a sentence. */
const CONTEXT = 80;
/** A word that is in a text more often than this has shown all its forms. */
const MAX_PLACES = 200;

/**
 * How the paragraphs of an article write a word (in lower case, without the mark of possession): with a capital amid a
 * sentence, and without one. What is capitalised only where a sentence begins is no name for that alone. Only the words
 * that are asked for are looked up.
 */
export function readNameLexicon(texts: string[]): (word: string) => NameUse {
  const known = new Map<string, NameUse>();
  const text = texts.join('\n');
  const lower = lowerInPlace(text);
  return (word) => {
    const use = known.get(word) ?? lookUp(word, text, lower);
    known.set(word, use);
    return use;
  };
}

/** The text in lower case, every character in its place: one whose lower case is longer ("İ") stays as it is. */
function lowerInPlace(text: string): string {
  const lower = text.toLowerCase();
  return lower.length === text.length ? lower : text.replace(/[^İ]+/g, (part) => part.toLowerCase());
}

function lookUp(word: string, text: string, lower: string): NameUse {
  const use = { isCapitalised: false, isLower: false };
  if (word === '') return use;
  let at = lower.indexOf(word);
  for (let places = 0; at !== -1 && places < MAX_PLACES; places += 1) {
    if (isWhole(lower, at, word.length)) {
      const isSmall = text.charAt(at) === lower.charAt(at);
      if (isSmall) use.isLower = true;
      else if (!beginsSentence(text, at)) use.isCapitalised = true;
    }
    if (use.isCapitalised && use.isLower) break;
    at = lower.indexOf(word, at + word.length);
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

/** The texts stand a line each, and a line begins a sentence. */
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
