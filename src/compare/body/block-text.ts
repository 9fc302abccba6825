import type { Block, Image, RichText } from '../../model/block.ts';

/** What a reader sees of a block as one text; lists and tables a line an entry. */
export function blockText(block: Block): string {
  switch (block.type) {
    case 'paragraph':
    case 'heading':
    case 'aside':
      return block.text;
    case 'quote':
      return joinLines([block.text, block.citation]);
    case 'list':
      return joinLines(block.items.map((item) => item.text));
    case 'table':
      return joinLines(block.rows.map((row) => row.join(' | ')));
    case 'image':
      return imageText(block);
    case 'embed':
      return joinLines([block.text, block.author, block.handle, block.date]);
    case 'related':
      return joinLines([block.title, block.label]);
    case 'live-entry':
      return joinLines(block.blocks.map(blockText));
    default:
      return block satisfies never;
  }
}

/** What a reader sees of a picture, but for the picture. */
export function imageText(image: Image): string {
  return joinLines([image.caption, image.credit]);
}

function joinLines(lines: (string | null)[]): string {
  return lines.filter((line) => line !== null && line !== '').join('\n');
}

/** The texts of a block that may have links and emphasis, in order. */
export function richTexts(block: Block): RichText[] {
  switch (block.type) {
    case 'paragraph':
    case 'heading':
    case 'aside':
    case 'quote':
      return [block];
    case 'list':
      return block.items;
    case 'live-entry':
      return block.blocks.flatMap(richTexts);
    default:
      return [];
  }
}

const PROSE: ReadonlySet<Block['type']> = new Set(['paragraph', 'heading', 'quote', 'aside', 'list', 'table']);

/** Whether a block is running text, whose words are the article's own. */
export function isProse(block: Block): boolean {
  return PROSE.has(block.type);
}
