import { html } from 'hono/html';
import type { StoredCapture } from '../../../storage/captures.ts';
import { type CaptureRun, foldCaptures } from '../fold-captures.ts';
import { TEXTS } from '../texts.ts';
import type { Html } from './render-page.ts';
import { renderTime } from './render-time.ts';

/** The captures of an article, also those that failed, with their reasons. `versionOf` is by capture. */
export function renderCaptures(articleId: string, captures: StoredCapture[], versionOf: Map<string, number>): Html {
  const { article } = TEXTS;
  if (captures.length === 0) return html`<p class="none">${article.noCaptures}</p>`;
  const runs = foldCaptures(captures, new Set(versionOf.keys()));
  const rows = runs.map((run) => renderRun(articleId, run, versionOf.get(run.newest.id)));
  return html`<div class="scroll" tabindex="0" role="region" aria-label="${article.captures}"><table class="captures">
<caption>${article.capturesCaption}</caption>
<thead><tr><th scope="col">${article.fetched}</th><th scope="col">${article.outcome}</th><th scope="col" class="number">${article.httpStatus}</th><th scope="col">${article.reason}</th><th scope="col" class="number">${article.tookMs}</th></tr></thead>
<tbody>${rows}</tbody>
</table></div>`;
}

function renderRun(articleId: string, { newest, oldest, count }: CaptureRun, version: number | undefined): Html {
  const { article } = TEXTS;
  const times = count === 1 ? '' : html` <span class="times">${article.times(count)}</span>`;
  return html`<tr class="outcome-${newest.outcome}">
<th scope="row">${renderTime(newest.fetched_at)}${count === 1 ? '' : html` – ${renderTime(oldest.fetched_at)}`}</th>
<td><span class="outcome">${TEXTS.outcomes[newest.outcome] ?? newest.outcome}</span>${times}${version === undefined ? '' : html` <a href="/articles/${articleId}/versions/${version}">${TEXTS.version.title(version)}</a>`}</td>
<td class="number">${newest.status ?? '–'}</td>
<td dir="auto">${newest.reason}${renderRedirect(newest)}${newest.noarchive ? html` <span class="noarchive">${article.noarchive}</span>` : ''}</td>
<td class="number">${newest.took_ms === null ? '–' : `${newest.took_ms.toLocaleString('en')} ms`}</td>
</tr>`;
}

function renderRedirect({ url, final_url: finalUrl }: StoredCapture): Html {
  if (finalUrl === null || finalUrl === url) return html``;
  return html` <span class="address">→ ${finalUrl}</span>`;
}
