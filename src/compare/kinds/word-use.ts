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
  let read: Prose | null = null;
  const lexiconOf = (which: keyof Prose) =>
    readNameLexicon(() => {
      read ??= readProse(from, to);
      return read[which];
    });
  const [nameUse, useEarlier, useLater] = [lexiconOf('both'), lexiconOf('earlier'), lexiconOf('later')];
  return {
    nameUse,
    areBothWords: (later, earlier) => useLater(later) !== 'unknown' && useEarlier(earlier) !== 'unknown',
  };
}

type Prose = Record<'earlier' | 'later' | 'both', Passage[]>;

function readProse(from: Block[], to: Block[]): Prose {
  const known = new Map<string, Passage>();
  const [earlier, later] = [listPassages(from, known), listPassages(to, known)];
  return { earlier, later, both: [...known.values()] };
}

function listPassages(blocks: Block[], known: Map<string, Passage>): Passage[] {
  const passages = new Set<Passage>();
  for (const block of blocks) {
    if (!isProse(block)) continue;
    const text = blockText(block);
    const passage = known.get(text) ?? { text, lower: null };
    known.set(text, passage);
    passages.add(passage);
  }
  return [...passages];
}
