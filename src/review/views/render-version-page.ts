import { html } from 'hono/html';
import type { Article } from '../../model/article.ts';
import type { Cited } from '../cite.ts';
import { orderHeadings } from '../order-headings.ts';
import { TEXTS } from '../texts.ts';
import { nameSource, type Web } from '../web.ts';
import { languageOf } from './language-of.ts';
import { renderBlock, renderImage } from './render-block.ts';
import { renderCite } from './render-cite.ts';
import { renderLink } from './render-link.ts';
import { type Html, renderPage } from './render-page.ts';
import { renderVersionBar, type VersionView } from './render-version-bar.ts';
import { showPageTime } from './show-page-time.ts';

/** What a citation of a version names beside the article. */
type CitedAt = Pick<Cited, 'versions' | 'address'>;

/** A version to read: the captured text, and nothing of the site's furniture. */
export function renderVersionPage(web: Web, view: VersionView, cited: CitedAt): Html {
  const { article, version } = view;
  const { record } = version;
  const headline = record.headline ?? TEXTS.version.noHeadline;
  const { lang, dir } = languageOf(record.language);
  const main = html`
${renderVersionBar(view, 'text')}
<article class="reading captured"${lang === '' ? '' : html` lang="${lang}"`} dir="${dir}">
<header>
${record.kicker === null ? '' : html`<p class="kicker" dir="auto">${record.kicker}</p>`}
<h1 dir="auto">${headline}</h1>
${record.dek === null ? '' : html`<p class="dek" dir="auto">${record.dek}</p>`}
${renderByline(record)}
</header>
${record.leadImage === null ? '' : renderImage(record.leadImage, TEXTS.version.lead)}
${record.body.length === 0 ? html`<p class="none" lang="${TEXTS.language}">${TEXTS.version.empty}</p>` : orderHeadings(record.body).map((block) => renderBlock(block, 'reading'))}
${renderNotes(record)}
${record.tags.length === 0 ? '' : html`<p class="tags" dir="auto"><span class="slug">${TEXTS.version.tags}</span> ${record.tags.join(' · ')}</p>`}
<p class="address"><span class="slug">${TEXTS.version.original}</span> ${renderLink(record.canonicalUrl ?? record.finalUrl)}</p>
</article>
${renderCite(
  {
    ...cited,
    publisher: nameSource(web, article.source_id),
    headline,
    url: article.url,
  },
  null,
)}`;
  return renderPage(web, {
    title: `${headline} · ${TEXTS.version.title(version.number)} · ${nameSource(web, article.source_id)}`,
    place: 'articles',
    main,
  });
}

function renderByline({ byline, publishedAt, section }: Article): Html {
  const parts: Html[] = [];
  if (byline !== null) parts.push(html`<span dir="auto">${byline.text}</span>`);
  if (publishedAt !== null) parts.push(html`<time datetime="${publishedAt}">${showPageTime(publishedAt)}</time>`);
  if (section !== null) parts.push(html`<span dir="auto">${section}</span>`);
  if (parts.length === 0) return html``;
  return html`<p class="byline">${parts.map((part, index) => html`${index === 0 ? '' : ' · '}${part}`)}</p>`;
}

function renderNotes({ notes }: Article): Html {
  if (notes.length === 0) return html``;
  return html`<section class="notes" lang="${TEXTS.language}"><h2>${TEXTS.version.notes}</h2>${notes.map(
    (note) => html`<p dir="auto"><span class="slug">${TEXTS.version.noteKinds[note.kind]}</span> ${note.text}</p>`,
  )}</section>`;
}
