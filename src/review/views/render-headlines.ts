import { html } from 'hono/html';
import { tellHeadlines } from '../tell-headlines.ts';
import { TEXTS } from '../texts.ts';
import type { Html } from './render-page.ts';
import { renderTime } from './render-time.ts';

const MOST = 40;

/** The headlines that an article has had, with the time that each stood; nothing where it has always had the same. `stands`: the article does. */
export function renderHeadlines(
  articleId: string,
  versions: { number: number; seenAt: Date; headline: string | null }[],
  stands: boolean,
): Html {
  const { life, version } = TEXTS;
  const runs = tellHeadlines(versions).reverse();
  if (runs.length < 2) return html``;
  const link = (number: number) => html`<a href="/articles/${articleId}/versions/${number}">${number}</a>`;
  const newest = stands ? life.stillStands : life.lastSeen;
  const rows = runs.slice(0, MOST).map(
    ({ headline, since, until, from, to }) => html`<tr>
<th scope="row" class="captured" dir="auto">${headline ?? version.noHeadline}</th>
<td>${renderTime(since)}</td>
<td>${until === null ? newest : renderTime(until)}</td>
<td>${link(from)}${from === to ? '' : html`–${link(to)}`}</td>
</tr>`,
  );
  return html`<h2>${life.headlines}</h2>
<div class="scroll" tabindex="0" role="region" aria-label="${life.headlines}"><table class="versions">
<caption>${life.headlinesCaption}</caption>
<thead><tr><th scope="col">${life.headline}</th><th scope="col">${life.stoodFrom}</th><th scope="col">${life.stoodTo}</th><th scope="col">${life.versions}</th></tr></thead>
<tbody>${rows}</tbody>
</table></div>
${runs.length > MOST ? html`<p class="none">${life.more(MOST)}</p>` : ''}`;
}
