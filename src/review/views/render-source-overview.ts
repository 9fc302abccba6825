import { html } from 'hono/html';
import type { SourceHealth } from '../../../storage/health.ts';
import type { StatedSource } from '../../../storage/list-sources.ts';
import { listShares } from '../list-shares.ts';
import { SOURCE_LIST_TEXTS } from '../source-list-texts.ts';
import { showRate, showShare } from './render-health.ts';
import type { Html } from './render-page.ts';
import { renderDistance } from './render-time.ts';

/** A source with its state, why that is so, and its requests of today where it has a budget. */
export type ToldSource = StatedSource &
  SourceHealth & { isWell: boolean; sentences: string[]; requests: string | null };

/** One line a source, which leads to what is said of it below. */
export function renderOverview(sources: ToldSource[], now: Date): Html {
  const texts = SOURCE_LIST_TEXTS;
  return html`<div class="scroll" tabindex="0" role="region" aria-label="${texts.overview}"><table class="overview">
<caption>${texts.overview}</caption>
<thead><tr><th scope="col">${texts.name}</th><th scope="col">${texts.state}</th><th scope="col">${texts.lastVisit}</th><th scope="col" class="number">${texts.articlesADay}</th><th scope="col" class="number">${texts.edited}</th><th scope="col" class="number">${texts.failed}</th></tr></thead>
<tbody>${sources.map((source) => renderLine(source, now))}</tbody>
</table></div>`;
}

function renderLine(source: ToldSource, now: Date): Html {
  const { articlesADay, edited, failed } = listShares(source);
  const visitedAt = lastVisitOf(source);
  return html`<tr>
<th scope="row"><a href="#source-${source.id}" dir="auto">${source.name}</a></th>
<td>${renderState(source)}</td>
<td>${visitedAt === null ? SOURCE_LIST_TEXTS.never : renderDistance(visitedAt, now)}</td>
<td class="number">${showRate(articlesADay)}</td>
<td class="number">${showShare(edited)}</td>
<td class="number">${showShare(failed)}</td>
</tr>`;
}

/** How a source does, in a word. */
export function renderState({ state }: StatedSource): Html {
  return html`<span class="status state-${state}">${SOURCE_LIST_TEXTS.states[state]}</span>`;
}

/** Of an endpoint or an article, as far as those were counted. */
function lastVisitOf({ endpoints, lastVisitAt }: SourceHealth): Date | null {
  const visits = [lastVisitAt, ...endpoints.map((endpoint) => endpoint.last_visit_at)];
  const times = visits.flatMap((at) => at?.getTime() ?? []);
  return times.length === 0 ? null : new Date(Math.max(...times));
}
