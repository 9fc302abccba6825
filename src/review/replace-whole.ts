import type { WordEdit } from '../model/change.ts';

/** One text for another as words: all of it went, all of it came; nothing for an empty one. */
export function replaceWhole(from: string, to: string): WordEdit[] {
  const words: WordEdit[] = [
    { op: 'removed', text: from },
    { op: 'added', text: to },
  ];
  return words.filter((word) => word.text !== '');
}
