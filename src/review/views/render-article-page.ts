import { html } from 'hono/html';
import type { Alias } from '../../../storage/aliases.ts';
import type { StoredArticle } from '../../../storage/articles.ts';
import type { StoredCapture } from '../../../storage/captures.ts';
import { type ChangeSummary, isEditOf } from '../../../storage/changes.ts';
import type { Elsewhere } from '../../../storage/find-elsewhere.ts';
import type { listVersions } from '../../../storage/versions.ts';
import { describeNextVisit } from '../describe-next-visit.ts';
import { TEXTS } from '../texts.ts';
import { nameSource, type Web } from '../web.ts';
import { renderAliases } from './render-aliases.ts';
import { renderCaptures } from './render-captures.ts';
import { renderElsewhere } from './render-elsewhere.ts';
import { renderHeadlines } from './render-headlines.ts';
import { renderLabels } from './render-labels.ts';
import { renderLife } from './render-life.ts';
import { renderLink } from './render-link.ts';
import { type Html, renderPage } from './render-page.ts';
import { nameKind } from './render-reasons.ts';
import { renderDue, renderTime } from './render-time.ts';
import { showPageTime } from './show-page-time.ts';

type Version = Awaited<ReturnType<typeof listVersions>>[number];

export type ArticleView = {
  article: StoredArticle;
  urls: string[];
  versions: Version[];
  changes: ChangeSummary[];
  captures: StoredCapture[];
  hasMoreCaptures: boolean;
  /** When it was captured, as far back as is shown in the chart. */
  capturedAt: Date[];
  /** How many of its versions are listed; the newest. */
  shownVersions: number;
  /** Articles of other sources with one of so many passages of its newest version. */
  elsewhere: Elsewhere[];
  passages: number;
  /** What it is visited as, and what is visited as it. */
  mergedInto: Alias | null;
  aliases: Alias[];
};

/** An article with its versions and captures. */
export function renderArticlePage(web: Web, view: ArticleView): Html {
  const { article, versions, captures } = view;
  const texts = TEXTS.article;
  const headline = article.headline ?? article.url;
  const versionOf = new Map(versions.map((version) => [version.captureId, version.number]));
  const more = html`<p class="none">${texts.moreCaptures(captures.length)} <a href="/articles/${article.id}?captures=all">${texts.allCaptures}</a></p>`;
  const main = html`
<h1 class="captured" dir="auto">${headline}</h1>
${renderFacts(web, view)}
${renderLife({ captures: view.capturedAt, edits: listEditsOf(view) })}
${renderHeadlines(article.id, versions, article.status === 'live')}
${renderElsewhere(web, view.elsewhere, view.passages)}
<h2>${texts.versions}</h2>
${versions.length === 0 ? html`<p class="none">${texts.noVersions}</p>` : renderVersions(view)}
${
  versions.length < 2
    ? ''
    : html`<h3>${texts.compare}</h3>${renderCompareForm(
        article.id,
        versions.map((version) => version.number),
      )}`
}
${renderRemarks(view.changes)}
<h2>${texts.captures}</h2>
${renderCaptures(article.id, captures, versionOf)}
${view.hasMoreCaptures ? more : ''}`;
  return renderPage(web, { title: headline, place: 'articles', main });
}

function listEditsOf({ changes }: ArticleView): { at: Date; importance: number }[] {
  const edits = changes.filter(({ from_version: from, to_version: to, noise }) => from !== to && !noise);
  return edits.map(({ detected_at: at, importance }) => ({ at, importance }));
}

function renderFacts(web: Web, { article, urls, mergedInto, aliases }: ArticleView): Html {
  const texts = TEXTS.article;
  const now = web.clock.now();
  const others = urls.filter((url) => url !== article.url);
  return html`<dl class="facts">
<div><dt>${texts.original}</dt><dd class="address">${renderLink(article.url)}</dd></div>
${others.length === 0 ? '' : html`<div><dt>${texts.addresses}</dt>${others.map((url) => html`<dd class="address">${renderLink(url)}</dd>`)}</div>`}
${renderAliases(mergedInto, aliases)}
<div><dt>${texts.source}</dt><dd><a href="/articles?${new URLSearchParams({ source: article.source_id }).toString()}">${nameSource(web, article.source_id)}</a></dd></div>
<div><dt>${texts.status}</dt><dd><span class="status status-${article.status}">${TEXTS.statuses[article.status]}</span></dd></div>
${article.published_at === null ? '' : html`<div><dt>${texts.published}</dt><dd>${showPageTime(article.published_at)}</dd></div>`}
<div><dt>${texts.firstSeen}</dt><dd>${renderTime(article.first_seen_at)}</dd></div>
${article.last_visit_at === null ? '' : html`<div><dt>${texts.lastVisit}</dt><dd>${renderTime(article.last_visit_at)}${article.last_outcome === null ? '' : `: ${TEXTS.outcomes[article.last_outcome]}`}</dd></div>`}
<div><dt>${texts.nextVisit}</dt><dd>${article.next_visit_at === null ? texts.noVisit : renderDue(article.next_visit_at, now)}${renderWhy(article)}</dd></div>
</dl>`;
}

function renderWhy(article: StoredArticle): Html | string {
  const reasons = describeNextVisit(article);
  return reasons.length === 0 ? '' : html`<br><small>${reasons.join('; ')}</small>`;
}

function renderVersions({ article, versions, changes, shownVersions }: ArticleView): Html {
  const texts = TEXTS.article;
  const rows = versions
    .slice(-shownVersions)
    .reverse()
    .map((version) => {
      const change = changes.find((other) => isEditOf(other, version.number));
      return html`<tr>
<th scope="row"><a href="/articles/${article.id}/versions/${version.number}">${TEXTS.version.title(version.number)}</a></th>
<td>${renderTime(version.seenAt)}</td>
<td class="captured" dir="auto">${version.headline ?? TEXTS.version.noHeadline}</td>
<td>${change === undefined ? '–' : html`<a href="/changes/${change.id}">${TEXTS.version.change}</a> ${renderLabels(change)}`}</td>
</tr>`;
    });
  return html`<div class="scroll" tabindex="0" role="region" aria-label="${texts.versions}"><table class="versions">
<caption>${texts.versionsCaption}</caption>
<thead><tr><th scope="col">${texts.number}</th><th scope="col">${texts.seen}</th><th scope="col">${texts.headline}</th><th scope="col">${texts.change}</th></tr></thead>
<tbody>${rows}</tbody>
</table></div>
${versions.length > shownVersions ? html`<p class="none">${TEXTS.life.more(shownVersions)} <a href="/articles/${article.id}?versions=all">${TEXTS.life.allVersions}</a></p>` : ''}`;
}

/** What befell the article beside its edits, and noise. */
function renderRemarks(changes: ChangeSummary[]): Html {
  const texts = TEXTS.article;
  const remarks = changes.filter((change) => change.from_version === change.to_version);
  if (remarks.length === 0) return html``;
  const rows = remarks
    .toSorted((one, other) => other.detected_at.getTime() - one.detected_at.getTime())
    .map(
      (change) => html`<tr>
<th scope="row">${renderTime(change.detected_at)}</th>
<td><a href="/changes/${change.id}">${TEXTS.version.title(change.to_version)}</a></td>
<td dir="auto">${change.reasons.map((reason) => nameKind(reason)).join('; ')}</td>
<td>${renderLabels(change)}</td>
</tr>`,
    );
  return html`<h2>${texts.remarks}</h2>
<div class="scroll" tabindex="0" role="region" aria-label="${texts.remarks}"><table class="versions">
<caption>${texts.remarksCaption}</caption>
<thead><tr><th scope="col">${texts.seen}</th><th scope="col">${texts.number}</th><th scope="col">${texts.reason}</th><th scope="col">${texts.change}</th></tr></thead>
<tbody>${rows}</tbody>
</table></div>`;
}

/** A form that opens the comparison of any two versions. */
export function renderCompareForm(articleId: string, numbers: number[], chosen?: { from: number; to: number }): Html {
  const texts = TEXTS.article;
  const from = chosen?.from ?? numbers.at(-2);
  const to = chosen?.to ?? numbers.at(-1);
  return html`<form class="compare-form" method="get" action="/articles/${articleId}/compare">
<label>${texts.from} ${renderNumbers('from', numbers, from)}</label>
<label>${texts.to} ${renderNumbers('to', numbers, to)}</label>
<button>${texts.compareButton}</button>
</form>`;
}

function renderNumbers(name: string, numbers: number[], chosen: number | undefined): Html {
  return html`<select name="${name}">${numbers.map((number) => html`<option${number === chosen ? html` selected` : ''}>${number}</option>`)}</select>`;
}
