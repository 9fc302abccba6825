/** Controls, and what turns the direction of what follows: a captured text must not reach beyond itself. */
const CONTROLS = /[\p{Cc}\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufff9-\ufffb\ufeff]+/gu;

/** A captured text as one line without control characters, so that it can end no header and turn nothing around. */
export function tameText(text: string): string {
  return text.toWellFormed().replace(CONTROLS, ' ').replace(/\s+/g, ' ').trim();
}

const segmenter = new Intl.Segmenter('und', { granularity: 'grapheme' });

/** A text of at most so many graphemes, cut between words where it has spaces, with an ellipsis where it was cut. */
export function cutText(text: string, most: number): string {
  if (text.length <= most) return text;
  const graphemes = [...segmenter.segment(text)].map(({ segment }) => segment);
  if (graphemes.length <= most) return text;
  if (most <= 1) return most === 1 ? '…' : '';
  const start = graphemes.slice(0, most - 1).join('');
  const atWord = /\s/.test(graphemes[most - 1] ?? '') ? start : start.replace(/(?<=\s)\S{0,30}$/u, '');
  return `${(atWord.trim() === '' ? start : atWord).trimEnd()}…`;
}

/** How many characters, as readers count them, a text has. */
export function countGraphemes(text: string): number {
  let count = 0;
  for (const _ of segmenter.segment(text)) count += 1;
  return count;
}
