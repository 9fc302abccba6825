import { html } from 'hono/html';
import type { StoredArticle } from '../../../storage/articles.ts';
import type { Change } from '../../model/change.ts';
import { TEXTS } from '../texts.ts';
import type { Web } from '../web.ts';
import { renderCompareForm } from './render-article-page.ts';
import { renderEvidence, type Side } from './render-change-page.ts';
import { renderDifferences } from './render-differences.ts';
import { renderLabels } from './render-labels.ts';
import { type Html, renderPage } from './render-page.ts';
import { renderReasons } from './render-reasons.ts';

/** What a comparison of two versions came to. */
export type Comparison =
  | { kind: 'compared'; change: Change | null }
  /** Read by different extractors: a difference would prove nothing. */
  | { kind: 'other-extractor' };

export type CompareView = { article: StoredArticle; from: Side; to: Side; comparison: Comparison };

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
${renderEvidence(article.id, [from, to])}`;
  return renderPage(web, { title, place: 'articles', main });
}

function renderComparison({ article, from, to, comparison }: CompareView): Html {
  if (from.version.number === to.version.number) return html`<p class="none">${TEXTS.compare.same}</p>`;
  if (comparison.kind === 'other-extractor') return renderOtherExtractor(article.id, from, to);
  const { change } = comparison;
  if (change === null) return html`<p class="none">${TEXTS.change.nothing}</p>`;
  return html`<section class="summary"><h2 class="hidden">${TEXTS.change.what}</h2>
${renderLabels(change)}
${renderReasons(change.reasons)}
</section>
${renderDifferences(change, from.version.record, to.version.record)}`;
}

function renderOtherExtractor(articleId: string, from: Side, to: Side): Html {
  const link = ({ version }: Side) =>
    html`<a href="/articles/${articleId}/versions/${version.number}">${TEXTS.version.title(version.number)}</a>`;
  return html`<p class="declaration">${TEXTS.compare.otherExtractor(from.version.record.extractor, to.version.record.extractor)} ${link(from)} · ${link(to)}</p>`;
}
