import type { Block } from '../../model/block.ts';
import { blockText, isProse } from '../body/block-text.ts';
import { type NameUse, type Passage, readNameLexicon } from './name-lexicon.ts';

/** What the prose of two versions tells of words, all of them in lower case. */
export type WordUse = {
  /** How both versions together write a word. */
  nameUse: (word: string) => NameUse;
  /** Whether the earlier version writes one word somewhere, and the later one the other. */
  areBothWords: (later: string, earlier: string) => boolean;
};

/** How the prose of two versions writes words, read when a rule first asks; a text that stands twice is read once. */
export function readWordUse(from: Block[], to: Block[]): WordUse {
  const known = new Map<string, Passage>();
  const lexiconOf = (...bodies: Block[][]) => readNameLexicon(() => listPassages(bodies.flat(), known));
  const [nameUse, useEarlier, useLater] = [lexiconOf(from, to), lexiconOf(from), lexiconOf(to)];
  return {
    nameUse,
    areBothWords: (later, earlier) => useLater(later) !== 'unknown' && useEarlier(earlier) !== 'unknown',
  };
}

function listPassages(blocks: Block[], known: Map<string, Passage>): Passage[] {
  const texts = new Set(blocks.filter(isProse).map(blockText));
  return Array.from(texts, (text) => {
    const passage = known.get(text) ?? { text, lower: null };
    known.set(text, passage);
    return passage;
  });
}
