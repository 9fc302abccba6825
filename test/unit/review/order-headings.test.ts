import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Block } from '../../../src/model/block.ts';
import { orderHeadings } from '../../../src/review/order-headings.ts';

const heading = (level: number): Block => ({ type: 'heading', level, text: `of level ${level}`, spans: [] });
const entry = (...blocks: Block[]): Block => ({ type: 'live-entry', id: null, time: null, blocks });
const levels = (blocks: Block[]): number[] =>
  blocks.flatMap((block) => {
    if (block.type === 'live-entry') return levels(block.blocks);
    return block.type === 'heading' ? [block.level] : [];
  });

describe('orderHeadings', () => {
  it.each([
    [
      [2, 3, 2],
      [2, 3, 2],
    ],
    [
      [3, 3],
      [2, 3],
    ],
    [
      [4, 2, 4],
      [2, 2, 3],
    ],
    [
      [1, 6, 6],
      [2, 3, 4],
    ],
  ])('gives headings of the levels %j the levels %j', (given, expected) => {
    expect(levels(orderHeadings(given.map(heading)))).toEqual(expected);
  });

  it('goes on in the entries of a live blog', () => {
    expect(levels(orderHeadings([heading(2), entry(heading(4)), heading(4)]))).toEqual([2, 3, 4]);
  });

  it('never passes a level over, and changes nothing but levels', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 6 })), (given) => {
        const ordered = orderHeadings(given.map(heading));
        const steps = [1, ...levels(ordered)];
        expect(steps.every((level, index) => index === 0 || level <= (steps[index - 1] ?? 1) + 1)).toBe(true);
        expect(ordered.map((block) => ({ ...block, level: 0 }))).toEqual(
          given.map((level) => ({ ...heading(level), level: 0 })),
        );
      }),
    );
  });
});
