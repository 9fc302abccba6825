import { html } from 'hono/html';
import { TEXTS } from '../texts.ts';
import type { SourcePreview, Web } from '../web.ts';
import { renderLink } from './render-link.ts';
import { type Html, renderPage } from './render-page.ts';
import { renderSourceText } from './render-source-file-page.ts';
import { showPageTime } from './show-page-time.ts';

/** The page that asks for the address of a new source. `complaint`: why nothing came of the one that was given. */
export function renderNewSourcePage(web: Web, address: string, complaint: string | null): Html {
  const texts = TEXTS.keeping;
  const main = html`<h1>${texts.add}</h1>
${complaint === null ? '' : html`<p role="alert" class="wrong">${texts.noPreview}: ${complaint}</p>`}
<form class="login" method="post" action="/sources/preview">
<label>${texts.address}<input type="url" name="address" required maxlength="2000" value="${address}" placeholder="https://" autocomplete="url"></label>
<button>${texts.look}</button>
<p class="hint">${texts.addressHint}</p>
</form>`;
  return renderPage(web, { title: texts.add, place: 'sources', main });
}

/** What would be found at a site, and the file that would be written. */
export function renderPreviewPage(web: Web, preview: SourcePreview): Html {
  const texts = TEXTS.keeping;
  const main = html`<h1>${texts.add}</h1>
<h2>${texts.found}</h2>
<ul class="found">${preview.endpoints.map(renderEndpoint)}</ul>
<h2>${texts.oneArticle}</h2>
${renderArticle(preview.article)}
<h2>${texts.file}</h2>
<form class="source-file" method="post" action="/sources/new">
<label>${texts.id}<input name="id" required maxlength="64" pattern="[a-z0-9]([a-z0-9\\-]*[a-z0-9])?" value="${preview.id}"></label>
${renderSourceText(preview.text, [])}
<p class="buttons"><button name="action" value="save">${texts.create}</button> <button class="quiet" name="action" value="check">${texts.check}</button></p>
</form>`;
  return renderPage(web, { title: texts.add, place: 'sources', main });
}

function renderEndpoint({ kind, url, articles, titles, reason }: SourcePreview['endpoints'][number]): Html {
  const texts = TEXTS.keeping;
  const told = articles > 0 ? texts.foundArticles(kind, articles) : texts.noArticles(kind, reason);
  return html`<li class="address">${renderLink(url)}<br>${told}
${titles.length === 0 ? '' : html`<ul>${titles.map((title) => html`<li dir="auto">${title}</li>`)}</ul>`}</li>`;
}

function renderArticle(article: SourcePreview['article']): Html {
  const texts = TEXTS.keeping;
  if (article === null) return html`<p class="unwell">${texts.noArticle}</p>`;
  const link = html`<p class="address">${renderLink(article.url)}</p>`;
  if (article.reading?.kind !== 'article') {
    return html`${link}<p class="unwell">${texts.notRead} ${article.reason ?? explainReading(article.reading)}</p>`;
  }
  const { headline, publishedAt, byline, wordCount } = article.reading.article;
  return html`${link}<dl class="facts">
<div><dt>${texts.headline}</dt><dd dir="auto">${headline ?? '–'}</dd></div>
<div><dt>${texts.published}</dt><dd>${publishedAt === null ? '–' : showPageTime(publishedAt)}</dd></div>
<div><dt>${texts.byline}</dt><dd dir="auto">${byline?.text ?? '–'}</dd></div>
<div><dt>${texts.words}</dt><dd>${wordCount.toLocaleString('en')}</dd></div>
</dl>`;
}

function explainReading(reading: NonNullable<SourcePreview['article']>['reading']): string {
  if (reading?.kind === 'not-article') return reading.reasons.join(' ');
  return reading?.kind === 'failed' ? reading.reason : '';
}
