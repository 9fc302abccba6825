import type { Block, Span } from '../../model/block.ts';
import type { BlockChange, WordEdit } from '../../model/change.ts';

/**
 * The change of one part of a block that was split or merged, with the whole block cut to the stretch that its words
 * tell: what became of that stretch can then be judged and shown like any edit. Other changes as they are.
 */
export function cutToPart(change: BlockChange): BlockChange {
  const { op, before, after, words } = change;
  if (op === 'split' && before !== null) return { ...change, before: cut(before, joinSide(words, 'added')) };
  if (op === 'merged' && after !== null) return { ...change, after: cut(after, joinSide(words, 'removed')) };
  return change;
}

function joinSide(words: WordEdit[], without: WordEdit['op']): string {
  return words.map(({ op, text }) => (op === without ? '' : text)).join('');
}

function cut(block: Block, stretch: string): Block {
  if (block.type !== 'paragraph' && block.type !== 'quote' && block.type !== 'aside') return block;
  const start = block.text.indexOf(stretch);
  if (start === -1) return block;
  const end = start + stretch.length;
  return { ...block, text: stretch, spans: block.spans.flatMap((span) => cutSpan(span, start, end)) };
}

function cutSpan(span: Span, start: number, end: number): Span[] {
  if (span.end <= start || span.start >= end) return [];
  return [{ ...span, start: Math.max(span.start, start) - start, end: Math.min(span.end, end) - start }];
}
