import { diffWords } from '../compare/words/diff-words.ts';
import type { Block } from '../model/block.ts';
import type { WordEdit } from '../model/change.ts';

/** The words of a picture's alternative text as they stayed, went and came; none where it is the same. */
export function altEdits(before: Block | null, after: Block | null): WordEdit[] {
  if (before?.type !== 'image' || after?.type !== 'image') return [];
  const [was, is] = [before.alt ?? '', after.alt ?? ''];
  return was === is ? [] : diffWords(was, is, null);
}
