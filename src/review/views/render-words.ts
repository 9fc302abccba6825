import { html } from 'hono/html';
import type { WordEdit } from '../../model/change.ts';
import type { Html } from './render-page.ts';

/** Words as they stayed, went and came. */
export function renderWords(words: WordEdit[]): Html {
  return html`${words.map(renderWord)}`;
}

function renderWord({ op, text }: WordEdit): Html {
  if (op === 'same') return html`${text}`;
  return op === 'removed' ? html`<del>${text}</del>` : html`<ins>${text}</ins>`;
}
