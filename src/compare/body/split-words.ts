import type { WordEdit } from '../../model/change.ts';
import { diffWords } from '../words/diff-words.ts';

/**
 * The words of a text that was cut into several, part by part: the stretch of `whole` that became each part, and what
 * was edited in it. The white space that parted two of them belongs to neither.
 */
export function splitWords(whole: string, parts: string[], language: string | null): WordEdit[][] {
  const words: WordEdit[][] = parts.map(() => []);
  let part = 0;
  let left = parts[0]?.length ?? 0;
  for (const { op, text } of diffWords(whole, parts.join('\n'), language)) {
    let rest = text;
    while (op !== 'removed' && rest.length > left && part + 1 < parts.length) {
      push(words[part], op, rest.slice(0, left));
      rest = rest.slice(left + 1);
      part += 1;
      left = parts[part]?.length ?? 0;
    }
    push(words[part], op, rest);
    if (op !== 'removed') left -= rest.length;
  }
  return words.map(trimSpace);
}

function push(words: WordEdit[] | undefined, op: WordEdit['op'], text: string): void {
  if (text !== '') words?.push({ op, text });
}

/** Without the white space that a cut leaves at either end. */
function trimSpace(words: WordEdit[]): WordEdit[] {
  const isSpace = (word: WordEdit | undefined) => word?.op === 'removed' && word.text.trim() === '';
  const start = isSpace(words[0]) ? 1 : 0;
  const end = words.length > 1 && isSpace(words.at(-1)) ? words.length - 1 : words.length;
  return words.slice(start, end);
}

/** The same words with the sides swapped: what went before what came, as always. */
export function swapSides(words: WordEdit[]): WordEdit[] {
  const swapped: WordEdit[] = [];
  for (const { op, text } of words) {
    const last = swapped.at(-1);
    if (op === 'added' && last?.op === 'added') swapped.splice(-1, 0, { op: 'removed', text });
    else if (op === 'same') swapped.push({ op, text });
    else swapped.push({ op: op === 'added' ? 'removed' : 'added', text });
  }
  return swapped;
}
