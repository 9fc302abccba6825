import type { Image } from '../../model/block.ts';
import { textKey } from '../fold-text.ts';
import type { PlacedBlock } from './build-blocks.ts';
import { splitCredit } from './split-credit.ts';

/** A picture's `alt` this long is said again in the text only by its caption. */
const MIN_ALT = 10;

/** A paragraph right after a picture that repeats the picture's `alt` is its caption, whatever its mark-up. */
export function joinCaptions(placed: PlacedBlock[]): PlacedBlock[] {
  const kept: PlacedBlock[] = [];
  for (const one of placed) {
    const before = kept.at(-1)?.block;
    const { block } = one;
    if (before?.type === 'image' && block.type === 'paragraph' && repeatsAlt(block.text, before)) {
      Object.assign(before, splitCredit(block.text));
      continue;
    }
    kept.push(one);
  }
  return kept;
}

function repeatsAlt(text: string, { alt, caption }: Image): boolean {
  if (alt === null || caption !== null || text.length > alt.length + 100) return false;
  if (alt.length < MIN_ALT) return false;
  const [short, long] = [textKey(alt), textKey(text)];
  return short === long || (short.length >= MIN_ALT && long.startsWith(short));
}
