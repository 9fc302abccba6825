import { html } from 'hono/html';
import { EVIDENCE_TEXTS } from '../evidence-texts.ts';
import { TEXTS } from '../texts.ts';
import { nameSource, type Web } from '../web.ts';
import { type Html, renderPage } from './render-page.ts';
import { renderVersionBar, type VersionView } from './render-version-bar.ts';

/** The page that a version was read from, as it was stored, in a frame that lets it do nothing. */
export function renderStoredPage(web: Web, view: VersionView): Html {
  const { article, version } = view;
  const headline = version.record.headline ?? TEXTS.version.noHeadline;
  const address = `/articles/${article.id}/versions/${version.number}/stored/page`;
  const main = html`
${renderVersionBar(view, 'stored')}
<h1 dir="auto">${headline}</h1>
<p class="hint">${EVIDENCE_TEXTS.frameHint} <a href="${address}">${EVIDENCE_TEXTS.alone}</a></p>
<iframe class="stored" sandbox="" src="${address}" title="${EVIDENCE_TEXTS.frame}"></iframe>`;
  const title = `${headline} · ${EVIDENCE_TEXTS.storedTitle(version.number)} · ${nameSource(web, article.source_id)}`;
  return renderPage(web, { title, place: 'articles', main });
}
