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
