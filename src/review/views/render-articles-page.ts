import { html } from 'hono/html';
import type { StoredArticle } from '../../../storage/articles.ts';
import { toFilterForm } from '../filter-form.ts';
import { LAST_PAGE } from '../filter-texts.ts';
import type { ArticlesPage } from '../load-articles.ts';
import type { ArticleQuery } from '../read-filters.ts';
import { TEXTS } from '../texts.ts';
import { nameSource, type Web } from '../web.ts';
import { renderArticleFilters } from './render-filters.ts';
import { type Html, renderPage } from './render-page.ts';
import { renderPager, renderPlacePager } from './render-pager.ts';
import { renderTime } from './render-time.ts';

/** The list of articles, newest change first. */
export function renderArticlesPage(
  web: Web,
  list: { query: ArticleQuery; params: URLSearchParams; found: ArticlesPage },
): Html {
  const { query, params, found } = list;
  const { items: articles, hasMore } = found;
  const isByWords = query.search !== undefined;
  const canGoOn = hasMore && (isByWords || query.page < LAST_PAGE);
  const main = html`
<h1>${TEXTS.articles.title}</h1>
${renderArticleFilters(toFilterForm({ ok: true, query }), web.sources())}
${articles.length === 0 ? renderNone(query, found) : renderTable(web, articles)}
${hasMore && !canGoOn ? html`<p class="none">${TEXTS.articles.tooDeep}</p>` : ''}
${found.lookedTo === null ? '' : html`<p class="hint">${TEXTS.articles.lookedTo} ${renderTime(found.lookedTo.at)}.</p>`}
${isByWords ? renderPlacePager('/articles', params, { after: query.after, next: found.next }, TEXTS.articles) : renderPager('/articles', params, query.page, canGoOn)}`;
  return renderPage(web, { title: TEXTS.articles.title, place: 'articles', main });
}

function renderNone({ source, status, search }: ArticleQuery, { lookedTo }: ArticlesPage): Html {
  if (lookedTo !== null) return html`<p class="none" role="status">${TEXTS.articles.noneYet}</p>`;
  const isFiltered = source !== undefined || status !== undefined || search !== undefined;
  if (!isFiltered)
    return html`<p class="none">${TEXTS.articles.none} <a href="/sources">${TEXTS.layout.sources}</a></p>`;
  return html`<p class="none">${TEXTS.articles.noneFit} <a href="/articles">${TEXTS.filters.clear}</a></p>`;
}

function renderTable(web: Web, articles: StoredArticle[]): Html {
  const { articles: texts } = TEXTS;
  return html`<div class="scroll" tabindex="0" role="region" aria-label="${texts.caption}"><table class="articles">
<caption class="hidden">${texts.caption}</caption>
<thead><tr><th scope="col">${texts.headline}</th><th scope="col">${texts.source}</th><th scope="col" class="number">${texts.versions}</th><th scope="col">${texts.status}</th><th scope="col">${texts.seen}</th></tr></thead>
<tbody>${articles.map((article) => renderRow(web, article))}</tbody>
</table></div>`;
}

function renderRow(web: Web, article: StoredArticle): Html {
  return html`<tr>
<th scope="row"><a href="/articles/${article.id}" dir="auto">${article.headline ?? article.url}</a></th>
<td>${nameSource(web, article.source_id)}</td>
<td class="number">${article.versions}</td>
<td><span class="status status-${article.status}">${TEXTS.statuses[article.status]}</span></td>
<td>${renderTime(article.last_change_at ?? article.first_seen_at)}</td>
</tr>`;
}
