import type { Block } from '../../../src/model/block.ts';
import type { BlockChange, Change, WordEdit } from '../../../src/model/change.ts';

/** The later body, made from the earlier one and what changed: what no change names stands, in its order. */
export function applyBlockChanges(body: Block[], changes: BlockChange[]): Block[] {
  const leaving = new Set(changes.map((change) => change.from));
  const standing = body.filter((_, place) => !leaving.has(place));
  const coming = new Map(
    changes.flatMap(({ to, after }) => (to === null || after === null ? [] : [[to, after] as const])),
  );
  const length = standing.length + coming.size;
  return Array.from({ length }, (_, place) => coming.get(place) ?? standing.shift()).filter(
    (block) => block !== undefined,
  );
}

/** The text before, and the text after, as the words of a change give them. */
export function joinWords(words: WordEdit[]): { before: string; after: string } {
  const join = (without: WordEdit['op']) => words.map(({ op, text }) => (op === without ? '' : text)).join('');
  return { before: join('added'), after: join('removed') };
}

/** The change the other way round, its lists in an order that does not depend on the direction. */
export function mirrorChange(change: Change): unknown {
  const ops = {
    added: 'removed',
    removed: 'added',
    edited: 'edited',
    moved: 'moved',
    split: 'merged',
    merged: 'split',
  } as const;
  return {
    fields: change.fields.map(({ field, from, to, words }) => ({
      field,
      from: to,
      to: from,
      words: mirrorWords(words),
    })),
    blocks: sortBlocks(
      change.blocks.map(({ op, from, to, before, after, words }) => ({
        op: ops[op],
        from: to,
        to: from,
        before: after,
        after: before,
        words: mirrorWords(words),
      })),
    ),
  };
}

/** The same lists of a change as they are, for a comparison with a mirrored one. */
export function bareChange({ fields, blocks }: Change): unknown {
  return { fields, blocks: sortBlocks(blocks) };
}

function sortBlocks(blocks: BlockChange[]): BlockChange[] {
  return [...blocks].sort((one, other) => (one.from ?? -1) - (other.from ?? -1) || (one.to ?? -1) - (other.to ?? -1));
}

/** Swapped, with what went before what came, as always. */
function mirrorWords(words: WordEdit[]): WordEdit[] {
  const swapped = words.map(({ op, text }): WordEdit => {
    if (op === 'same') return { op, text };
    return { op: op === 'added' ? 'removed' : 'added', text };
  });
  for (let at = 0; at + 1 < swapped.length; at += 1) {
    const [one, other] = [swapped[at], swapped[at + 1]];
    if (one?.op === 'added' && other?.op === 'removed') swapped.splice(at, 2, other, one);
  }
  return swapped;
}
