import { html } from 'hono/html';
import type { StoredArticle } from '../../../storage/articles.ts';
import type { Progress } from '../../../storage/health.ts';
import { TEXTS } from '../texts.ts';
import { nameSource, type Web } from '../web.ts';
import type { Html } from './render-page.ts';
import { renderDue } from './render-time.ts';

/** What is going on while nothing has changed yet. */
export function renderWaiting(web: Web, progress: Progress, newest: StoredArticle[]): Html {
  const { waiting } = TEXTS;
  const sources = web.sources();
  const enabled = sources.filter((source) => source.enabled).length;
  if (enabled === 0) return html`<h2>${waiting.title}</h2><p>${waiting.noSources}</p>`;
  return html`<h2>${waiting.title}</h2>
<p>${waiting.meaning}</p>
<ul class="progress">
<li>${waiting.sources(enabled, sources.length)}</li>
<li>${waiting.endpoints(progress.endpointsVisited, progress.endpoints)}</li>
<li>${waiting.articles(progress.articles, progress.articlesCaptured)}</li>
<li>${progress.nextVisitAt === null ? waiting.noVisit : html`${waiting.nextVisit}: ${renderDue(progress.nextVisitAt, web.clock.now())}`}</li>
</ul>
<p><a href="/">${waiting.again}</a> · <a href="/sources">${TEXTS.layout.sources}</a></p>
${newest.length === 0 ? '' : html`<h3>${waiting.newest}</h3><ul class="newest">${newest.map((article) => renderNewest(web, article))}</ul>`}`;
}

function renderNewest(web: Web, article: StoredArticle): Html {
  return html`<li><a href="/articles/${article.id}" dir="auto">${article.headline ?? article.url}</a> <span class="slug">${nameSource(web, article.source_id)}</span></li>`;
}
