import { html } from 'hono/html';
import type { BlockChange } from '../../model/change.ts';
import { TEXTS } from '../texts.ts';
import type { Html } from './render-page.ts';

/** The anchors of the two places of a moved block: by the place that it left, which no other has. */
export function anchorOf(change: BlockChange, side: 'left' | 'came'): string | null {
  return change.op === 'moved' && change.from !== null ? `${side}-${change.from + 1}` : null;
}

/** What is said at one place of a moved block, as a link to the other one. */
export function renderMoved(change: BlockChange, side: 'left' | 'came'): Html {
  const { movedTo, movedFrom } = TEXTS.change;
  const words = side === 'left' ? movedTo((change.to ?? 0) + 1) : movedFrom((change.from ?? 0) + 1);
  const other = anchorOf(change, side === 'left' ? 'came' : 'left');
  return other === null ? html`${words}` : html`<a href="#${other}">${words}</a>`;
}
