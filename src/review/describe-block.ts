import { blockText } from '../compare/body/block-text.ts';
import type { Block } from '../model/block.ts';

/** What a reader sees of a block as text, just as it is compared; of a block without words, what stands for it. */
export function describeBlock(block: Block): string {
  const text = blockText(block);
  if (text !== '') return text;
  if (block.type === 'image') return block.alt || block.url;
  return block.type === 'embed' ? (block.url ?? block.provider) : '';
}
