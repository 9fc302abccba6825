import { html } from 'hono/html';
import type { Article } from '../../model/article.ts';
import type { Change } from '../../model/change.ts';
import { EVIDENCE_TEXTS } from '../evidence-texts.ts';
import { renderDifferences } from './render-differences.ts';
import type { Html } from './render-page.ts';
import { renderSides } from './render-sides.ts';

/** The ways to show a comparison. */
export const LAYOUTS = ['inline', 'sides'] as const;
export type Layout = (typeof LAYOUTS)[number];

/** How a comparison is to be shown, by its address; in one text where nothing else is said. */
export function readLayout(view: string | undefined): Layout {
  return view === 'sides' ? 'sides' : 'inline';
}

/** The ways to show a comparison, as links; `path`: where it is shown, with the parameters that it has besides. */
export function renderLayouts(path: string, shown: Layout): Html {
  const joint = path.includes('?') ? '&' : '?';
  const links = LAYOUTS.map((layout) => {
    const marker = layout === shown ? html` aria-current="true"` : '';
    return html`<li><a href="${path}${layout === 'inline' ? '' : `${joint}view=${layout}`}"${marker}>${EVIDENCE_TEXTS[layout]}</a></li>`;
  });
  return html`<nav class="views" aria-label="${EVIDENCE_TEXTS.views}"><ul>${links}</ul></nav>`;
}

/** What differs between two records, in one text or side by side. */
export function renderCompared(
  change: Pick<Change, 'fields' | 'blocks'>,
  [from, to]: [Article, Article],
  layout: Layout,
): Html {
  return layout === 'sides' ? renderSides(change, from, to) : renderDifferences(change, from, to);
}
