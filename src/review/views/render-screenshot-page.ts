import { html } from 'hono/html';
import type { Likeness } from '../../../storage/likenesses.ts';
import { LIKENESS_TEXTS } from '../likeness-texts.ts';
import { TEXTS } from '../texts.ts';
import { nameSource, type Web } from '../web.ts';
import { renderLink } from './render-link.ts';
import { type Html, renderPage } from './render-page.ts';
import { renderTime } from './render-time.ts';
import { renderVersionBar, type VersionView } from './render-version-bar.ts';

/** How a version looked in a browser, or why that is not known. */
export function renderScreenshotPage(web: Web, view: VersionView, screenshot: Likeness): Html {
  const { article, version } = view;
  const headline = version.record.headline ?? TEXTS.version.noHeadline;
  const main = html`
${renderVersionBar(view, 'screenshot')}
<h1 dir="auto">${headline}</h1>
${screenshot.outcome === 'taken' ? renderTaken(view, screenshot, headline) : renderMissing(screenshot)}`;
  const title = `${headline} · ${LIKENESS_TEXTS.title(version.number)} · ${nameSource(web, article.source_id)}`;
  return renderPage(web, { title, place: 'articles', main });
}

function renderTaken({ article, version }: VersionView, screenshot: Likeness, headline: string): Html {
  const { picture } = screenshot;
  const address = `/articles/${article.id}/versions/${version.number}.webp`;
  const size = picture === null ? '' : html` width="${picture.width}" height="${picture.height}"`;
  return html`<dl class="particulars">${listFacts(screenshot).map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>
<figure class="likeness"><a href="${address}"><img src="${address}"${size} alt="${LIKENESS_TEXTS.alternative(headline)}"></a></figure>`;
}

function listFacts({ takenAt, showsVersion, picture, size, reason, finalUrl, pageSha256, sha256 }: Likeness) {
  const texts = LIKENESS_TEXTS;
  const facts: [string, Html | string][] = [[texts.shows, tellSameness(showsVersion)]];
  if (takenAt !== null) facts.unshift([texts.taken, renderTime(takenAt)]);
  if (reason !== '') facts.push([texts.remark, reason]);
  if (picture !== null) facts.push([texts.size, texts.sizeOf(picture.width, picture.height, size ?? 0)]);
  if (finalUrl !== null) facts.push([texts.address, renderLink(finalUrl)]);
  if (sha256 !== null) facts.push([texts.bytes, html`<code>${sha256}</code>`]);
  if (pageSha256 !== null) facts.push([texts.page, html`<code>${pageSha256}</code>`]);
  return facts;
}

function tellSameness(showsVersion: boolean | null): string {
  if (showsVersion === null) return LIKENESS_TEXTS.unknown;
  return showsVersion ? LIKENESS_TEXTS.same : LIKENESS_TEXTS.other;
}

function renderMissing({ outcome, reason }: Likeness): Html {
  const state = outcome === 'failed' ? LIKENESS_TEXTS.states.failed : LIKENESS_TEXTS.states.owed;
  return html`<p class="none">${state} ${reason}</p>`;
}
