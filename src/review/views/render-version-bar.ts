import { html } from 'hono/html';
import type { StoredArticle } from '../../../storage/articles.ts';
import type { ChangeSummary } from '../../../storage/changes.ts';
import type { Likeness } from '../../../storage/likenesses.ts';
import type { VersionRecord } from '../../../storage/versions.ts';
import { EVIDENCE_TEXTS } from '../evidence-texts.ts';
import { LIKENESS_TEXTS } from '../likeness-texts.ts';
import { TEXTS } from '../texts.ts';
import type { Html } from './render-page.ts';
import { renderTime } from './render-time.ts';

export type VersionView = {
  article: StoredArticle;
  version: VersionRecord;
  change: ChangeSummary | null;
  likenesses: Likeness[];
};

/** The ways to look at a version. */
type Shown = 'text' | 'stored' | 'screenshot';

/** What belongs to stet and not to the paper: which version this is, and where to go from it. */
export function renderVersionBar(view: VersionView, shown: Shown): Html {
  const { article, version, change } = view;
  const texts = TEXTS.version;
  const { number } = version;
  const base = `/articles/${article.id}/versions`;
  return html`<div class="bar">
<p>${texts.of(number, article.versions, number === article.versions)}, ${texts.seen} ${renderTime(version.seenAt)}</p>
<ul>
<li><a href="/articles/${article.id}">${texts.article}</a></li>
${number > 1 ? html`<li><a rel="prev" href="${base}/${number - 1}">${texts.earlier}</a></li>` : ''}
${number < article.versions ? html`<li><a rel="next" href="${base}/${number + 1}">${texts.later}</a></li>` : ''}
${change === null ? '' : html`<li><a href="/changes/${change.id}">${texts.change}</a></li>`}
</ul>
<p class="formats">${texts.formats} ${listFormats(view).map(([extension, label], index) => html`${index === 0 ? '' : ' · '}<a href="${base}/${number}.${extension}">${label}</a>`)}</p>
</div>
${renderViews(view, shown)}`;
}

function listFormats({ likenesses }: VersionView): [extension: string, label: string][] {
  const { markdown, text, json, html } = TEXTS.version;
  const hasPdf = likenesses.some(({ kind, outcome }) => kind === 'pdf' && outcome === 'taken');
  return [
    ['md', markdown],
    ['txt', text],
    ['json', json],
    ['html', html],
    ...(hasPdf ? [['pdf', LIKENESS_TEXTS.pdfDownload] as [string, string]] : []),
  ];
}

function renderViews({ article, version, likenesses }: VersionView, shown: Shown): Html {
  const hasScreenshot = likenesses.some(({ kind }) => kind === 'screenshot');
  const base = `/articles/${article.id}/versions/${version.number}`;
  const views = [
    ['text', base, LIKENESS_TEXTS.text],
    ['stored', `${base}/stored`, EVIDENCE_TEXTS.stored],
    ['screenshot', `${base}/screenshot`, LIKENESS_TEXTS.kinds.screenshot],
  ] as const;
  const links = views
    .slice(0, hasScreenshot ? 3 : 2)
    .map(([name, address, label]) =>
      name === shown
        ? html`<li><a href="${address}" aria-current="page">${label}</a></li>`
        : html`<li><a href="${address}">${label}</a></li>`,
    );
  return html`<nav class="views" aria-label="${LIKENESS_TEXTS.views}"><ul>${links}</ul></nav>`;
}
