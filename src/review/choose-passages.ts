import type { Article } from '../model/article.ts';
import { splitWords } from '../model/split-words.ts';

/** So many words in a row are hardly ever the same by chance. */
const WORDS = 10;
const MOST = 3;

/**
 * Passages of ten words of a record's paragraphs by which the same text is known elsewhere: of the longest paragraphs,
 * of each the ten words with the most letters, for the rare words are long.
 */
export function choosePassages(record: Article): string[] {
  const paragraphs = record.body.flatMap((block) => (block.type === 'paragraph' ? [block.text] : []));
  const longest = [...new Set(paragraphs)].sort((one, other) => other.length - one.length).slice(0, MOST);
  return longest.flatMap(choosePassage);
}

function choosePassage(paragraph: string): string[] {
  const words = splitWords(paragraph);
  let best: { text: string; letters: number } | null = null;
  for (let first = 0; first + WORDS <= words.length; first += 1) {
    const passage = words.slice(first, first + WORDS);
    const letters = passage.reduce((sum, { folded }) => sum + folded.length, 0);
    const [start, end] = [passage[0]?.start, passage.at(-1)?.end];
    if (best === null || letters > best.letters) best = { text: paragraph.slice(start, end), letters };
  }
  return best === null ? [] : [best.text];
}
