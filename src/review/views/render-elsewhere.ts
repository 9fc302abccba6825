import { html } from 'hono/html';
import type { Elsewhere } from '../../../storage/find-elsewhere.ts';
import { TEXTS } from '../texts.ts';
import { nameSource, type Web } from '../web.ts';
import type { Html } from './render-page.ts';
import { renderTime } from './render-time.ts';

/** Articles of other sources with the same text; nothing where there are none. `passages`: how many were looked for. */
export function renderElsewhere(web: Web, found: Elsewhere[], passages: number): Html {
  const { life } = TEXTS;
  if (found.length === 0) return html``;
  const items = found.map(
    (each) =>
      html`<li><a href="/articles/${each.articleId}/versions/${each.number}" dir="auto">${each.headline ?? each.url}</a> <span class="slug">${nameSource(web, each.sourceId)}, ${renderTime(each.seenAt)}, ${life.shared(each.passages)}</span></li>`,
  );
  return html`<h2>${life.elsewhere}</h2><p class="hint">${life.elsewhereMeaning(passages)}</p><ul>${items}</ul>`;
}
