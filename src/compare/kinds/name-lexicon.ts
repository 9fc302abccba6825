import type { Token } from '../text/tokenize.ts';
import { tokenize } from '../text/tokenize.ts';
import { isCapitalised } from '../words/group-units.ts';

/** What an article's own running text tells of its capitals: words written with one amid a sentence, and words without. */
export type NameLexicon = { capitalised: Set<string>; lower: Set<string> };

/** Reads both versions' paragraphs; what is capitalised only where a sentence begins is no name for that alone. */
export function readNameLexicon(texts: string[], language: string | null): NameLexicon {
  const lexicon: NameLexicon = { capitalised: new Set(), lower: new Set() };
  for (const text of texts) {
    let isInitial = true;
    for (const token of tokenize(text, language)) {
      if (token.kind === 'word') {
        const word = bareWord(token.text);
        if (!isCapitalised(token.text)) lexicon.lower.add(word);
        else if (!isInitial) lexicon.capitalised.add(word);
      }
      isInitial = startsSentence(token, isInitial);
    }
  }
  return lexicon;
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
