import type { Block } from '../model/block.ts';

/** The words that a reader sees of a block, on one line. */
export function blockText(block: Block): string {
  switch (block.type) {
    case 'list':
      return block.items.map((item) => item.text).join(' · ');
    case 'table':
      return block.rows.map((cells) => cells.join(' | ')).join(' · ');
    case 'image':
      return join([block.caption, block.credit]) || (block.alt ?? block.url);
    case 'related':
      return join([block.label, block.title]);
    case 'live-entry':
      return join([block.time, ...block.blocks.map(blockText)]);
    case 'quote':
      return join([block.text, block.citation]);
    case 'embed':
      return join([block.author, block.text]) || (block.url ?? block.provider);
    case 'paragraph':
    case 'heading':
    case 'aside':
      return block.text;
    default:
      return block satisfies never;
  }
}

function join(parts: (string | null)[]): string {
  return parts.filter((part) => part !== null && part !== '').join(' ');
}
