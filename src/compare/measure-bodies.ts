import type { Block } from '../model/block.ts';
import type { BlockChange } from '../model/change.ts';
import { blockText } from './body/block-text.ts';

export type BodyShares = {
  /** Of the shorter body, what stands in the other too: 0 to 1. */
  kept: number;
  /** Of both bodies, what differs: 0 to 1. */
  changed: number;
  /** Length of the shorter body, in UTF-16 units. */
  shorterLength: number;
};

/** How much of two bodies is the same, by the length of their texts. */
export function measureBodies(from: Block[], to: Block[], changes: BlockChange[]): BodyShares {
  const [lengthFrom, lengthTo] = [lengthOf(from), lengthOf(to)];
  let [removed, added] = [0, 0];
  for (const change of changes) {
    const { before, after } = change;
    if (before !== null && after !== null) {
      for (const word of change.words) {
        if (word.op === 'removed') removed += word.text.length;
        if (word.op === 'added') added += word.text.length;
      }
    } else {
      removed += before === null ? 0 : blockText(before).length;
      added += after === null ? 0 : blockText(after).length;
    }
  }
  const shorterLength = Math.min(lengthFrom, lengthTo);
  const kept = Math.min(lengthFrom - removed, lengthTo - added);
  return {
    kept: shorterLength === 0 ? 1 : kept / shorterLength,
    changed: lengthFrom + lengthTo === 0 ? 0 : (removed + added) / (lengthFrom + lengthTo),
    shorterLength,
  };
}

function lengthOf(blocks: Block[]): number {
  return blocks.reduce((sum, block) => sum + blockText(block).length, 0);
}
