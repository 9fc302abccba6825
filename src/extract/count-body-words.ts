import type { Block } from '../model/block.ts';
import { countWords } from './fold-text.ts';

/** Words of an article's own text: paragraphs, headings, quotations, lists, tables, asides and live entries. */
export function countBodyWords(body: Block[]): number {
  return body.reduce((total, block) => total + countWords(ownText(block)), 0);
}

/** The text of a block that belongs to the article itself, not to what it shows or links to. */
export function ownText(block: Block): string {
  switch (block.type) {
    case 'paragraph':
    case 'heading':
    case 'quote':
    case 'aside':
      return block.text;
    case 'list':
      return block.items.map(({ text }) => text).join('\n');
    case 'table':
      return block.rows.map((row) => row.join(' ')).join('\n');
    case 'live-entry':
      return block.blocks.map(ownText).join('\n');
    default:
      return '';
  }
}
