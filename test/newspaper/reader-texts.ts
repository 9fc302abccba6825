import { toPlainText } from './inline.ts';
import type { StoryState } from './story-state.ts';

/** Paragraphs, subheadings, quotations and list items of a story as a reader sees them, in the order of the page. */
export function listReaderTexts(state: StoryState): string[] {
  return state.body.flatMap(({ block }) => {
    switch (block.type) {
      case 'paragraph':
      case 'heading':
      case 'quote':
        return [toPlainText(block.text)];
      case 'list':
        return block.items.map(toPlainText);
      default:
        return [];
    }
  });
}
