import type { Block } from '../model/block.ts';

/**
 * A body whose headings start at level 2 and go down one level at a time: newspapers choose levels by their looks, and
 * people who read by headings would miss those that are passed over (WCAG 2.2, technique G141).
 */
export function orderHeadings(body: Block[]): Block[] {
  let last = 1;
  const order = (block: Block): Block => {
    if (block.type === 'live-entry') return { ...block, blocks: block.blocks.map(order) };
    if (block.type !== 'heading') return block;
    last = Math.min(Math.max(2, block.level), last + 1);
    return { ...block, level: last };
  };
  return body.map(order);
}
