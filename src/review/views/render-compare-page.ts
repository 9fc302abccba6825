import { html } from 'hono/html';
import type { StoredArticle } from '../../../storage/articles.ts';
import type { Article } from '../../model/article.ts';
import type { Change } from '../../model/change.ts';
import { modeOf, rendererOf } from '../../model/read-by.ts';
import { TEXTS } from '../texts.ts';
import type { Web } from '../web.ts';
import { renderCompareForm } from './render-article-page.ts';
import { renderEvidence, type Side } from './render-change-page.ts';
import { type Layout, renderCompared, renderLayouts } from './render-compared.ts';
import { renderLabels } from './render-labels.ts';
import { type Html, renderPage } from './render-page.ts';
import { renderReasons } from './render-reasons.ts';

/** What a comparison of two versions came to. */
export type Comparison =
  | { kind: 'compared'; records: [Article, Article]; change: Change | null }
  /** Nothing has read both: a difference would prove nothing. */
  | { kind: 'other-reader' };

export type CompareView = {
  article: StoredArticle;
  from: Side;
  to: Side;
  comparison: Comparison;
  layout: Layout;
};

/** Any two versions of an article, compared now. */
export function renderComparePage(web: Web, view: CompareView): Html {
  const { article, from, to } = view;
  const title = TEXTS.compare.title(from.version.number, to.version.number);
  const numbers = Array.from({ length: article.versions }, (_, index) => index + 1);
  const chosen = { from: from.version.number, to: to.version.number };
  const main = html`
<p class="crumbs"><a href="/articles/${article.id}" dir="auto">${article.headline ?? article.url}</a></p>
<h1>${title}</h1>
${renderCompareForm(article.id, numbers, chosen)}
${renderComparison(view)}
${renderEvidence(article.id, [from, to], view.comparison.kind === 'compared' ? view.comparison.records : [])}`;
  return renderPage(web, { title, place: 'articles', main });
}

function renderComparison({ article, from, to, comparison, layout }: CompareView): Html {
  if (from.version.number === to.version.number) return html`<p class="none">${TEXTS.compare.same}</p>`;
  if (comparison.kind === 'other-reader') return renderOtherReader(article, from, to);
  const { change, records } = comparison;
  if (change === null) return html`<p class="none">${TEXTS.change.nothing}</p>`;
  return html`<section class="summary"><h2 class="hidden">${TEXTS.change.what}</h2>
${renderLabels(change)}
${renderReasons(change.reasons)}
</section>
${renderLayouts(`/articles/${article.id}/compare?from=${from.version.number}&to=${to.version.number}`, layout)}
${renderCompared(change, records, layout)}`;
}

function renderOtherReader(article: StoredArticle, from: Side, to: Side): Html {
  const link = ({ version }: Side) =>
    html`<a href="/articles/${article.id}/versions/${version.number}">${TEXTS.version.title(version.number)}</a>`;
  return html`<p class="declaration">${whyNot(article, from, to)} ${link(from)} · ${link(to)}</p>`;
}

function whyNot(article: StoredArticle, from: Side, to: Side): string {
  if (modeOf(from.version.rules) !== modeOf(to.version.rules)) return TEXTS.compare.otherMode;
  if (rendererOf(from.version.rules) !== rendererOf(to.version.rules)) return TEXTS.compare.otherRendering;
  return TEXTS.compare.otherReader(article.source_id);
}
