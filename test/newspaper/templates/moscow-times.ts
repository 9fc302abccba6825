import { escapeHtml, jsonLdScript, metaName, metaProperty } from '../html.ts';
import type { Picture, StoryBlock } from '../story.ts';
import type { StoryState } from '../story-state.ts';
import { toReadableDate, toZonedIso } from '../zoned-time.ts';
import {
  type ArticlePage,
  datesOf,
  descriptionOf,
  embedHtml,
  inlineOf,
  itemsHtml,
  listShownBlocks,
  listShownNotes,
  pictureUrl,
  urlOf,
} from './article-page.ts';

const SHOW_UPDATED_AFTER_MS = 10 * 60_000;

/** An article laid out as The Moscow Times lays out its own: nested articles, blocks by type, and much furniture. */
export function renderMoscowTimesArticle(page: ArticlePage): string {
  const { state, origin, furniture } = page;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="${page.charset}">
<base href="${origin}/">
<title>${escapeHtml(state.headline)} - ${escapeHtml(state.paper.name)}</title>
${headHtml(page)}
<meta name="csrf-token" content="${furniture.token}">
</head>
<body class="article-item" data-load="${furniture.token}">
<header class="site-header"><a href="/" class="site-header__logo">${escapeHtml(state.paper.name)}</a>
<nav><a href="news">News</a> <a href="business">Business</a> <a href="opinion">Opinion</a> <a href="search/">Search</a></nav></header>
<article class="container article-container">
<div class="row-flex">
<div class="col">
<article class="article article--${state.story.section}">
${headerHtml(page)}
${leadImageHtml(page)}
<div class="article__content">
${contentHtml(page)}
</div>
${afterBodyHtml(page)}
</article>
</div>
${sidebarHtml(page)}
</div>
${clusterHtml(page)}
</article>
<footer class="footer">© ${escapeHtml(state.paper.name)}, all rights reserved. <a href="contact">Contact us</a></footer>
</body>
</html>
`;
}

function headHtml(page: ArticlePage): string {
  const { state } = page;
  const { published, saved } = datesOf(page);
  const { picture, story } = state;
  return [
    `<link rel="canonical" href="${urlOf(page)}">`,
    metaName('description', descriptionOf(page)),
    metaName('news_keywords', story.tags.join(', ')),
    metaProperty('og:type', 'article'),
    metaProperty('og:url', urlOf(page)),
    metaProperty('og:title', state.headline),
    metaProperty('og:description', descriptionOf(page)),
    metaProperty('og:site_name', state.paper.name),
    ...(picture === null ? [] : [metaProperty('og:image', pictureUrl(page, picture))]),
    metaProperty('article:published_time', published),
    metaProperty('article:modified_time', saved),
    metaProperty('article:section', story.section),
    metaProperty('article:tag', story.tags.join(', ')),
    ...structuredScripts(page),
  ].join('\n');
}

function structuredScripts(page: ArticlePage): string[] {
  const { state, origin } = page;
  const { published, saved } = datesOf(page);
  const organization = { '@type': 'Organization', name: state.paper.name, url: `${origin}/` };
  const people = state.story.authors.map((name) => ({ '@type': 'Person', name, url: authorUrl(page, name) }));
  const newsArticle = {
    '@context': 'https://schema.org',
    '@type': 'NewsArticle',
    headline: state.headline,
    mainEntityOfPage: { '@type': 'WebPage', '@id': urlOf(page) },
    datePublished: published,
    dateModified: saved,
    image: state.picture === null ? [] : [pictureUrl(page, state.picture)],
    author: people.length === 0 ? organization : people,
    publisher: organization,
    ...(page.isStub ? { isAccessibleForFree: false } : {}),
  };
  const crumbs = [
    { '@type': 'ListItem', position: 1, name: 'Home', item: `${origin}/` },
    { '@type': 'ListItem', position: 2, name: state.story.section, item: `${origin}/${state.story.section}` },
  ];
  const breadcrumbs = { '@context': 'https://schema.org', '@type': 'BreadcrumbList', itemListElement: crumbs };
  const publisher = { '@context': 'https://schema.org', '@type': 'NewsMediaOrganization', name: state.paper.name };
  return [publisher, newsArticle, breadcrumbs].map((value) => jsonLdScript(value, { escapeSlashes: true }));
}

function authorUrl(page: ArticlePage, name: string): string {
  return `${page.origin}/author/${name.toLowerCase().replaceAll(' ', '-')}`;
}

function headerHtml(page: ArticlePage): string {
  const { state } = page;
  const label = state.story.label === undefined ? '' : `<span class="label">${escapeHtml(state.story.label)}</span>`;
  return `<header class="article__header">
${label}
<h1>
<a href="${urlOf(page)}">
${escapeHtml(state.headline)}
</a>
</h1>
<h2>${escapeHtml(state.dek ?? '')}</h2>
<div class="article__byline byline">
<div class="byline__author">${bylineHtml(page)}</div>
${datelineHtml(page)}
</div>
</header>`;
}

function bylineHtml(page: ArticlePage): string {
  const names = page.state.story.authors.map(
    (name) => `<a href="${authorUrl(page, name)}" class="byline__author__name">${escapeHtml(name)}</a>`,
  );
  if (names.length === 0) return '';
  const last = names.slice(-1).join('');
  return names.length === 1 ? `By ${last}` : `By ${names.slice(0, -1).join(', ')} and ${last}`;
}

function datelineHtml({ state }: ArticlePage): string {
  const { publishedAt, editedAt, paper } = state;
  const isUpdated = editedAt !== null && editedAt.getTime() - publishedAt.getTime() > SHOW_UPDATED_AFTER_MS;
  const shown = isUpdated ? editedAt : publishedAt;
  const time = `<time class="byline__datetime timeago" datetime="${toZonedIso(shown, paper.timezone)}">${toReadableDate(shown, paper.timezone, 'en-US')}</time>`;
  return isUpdated ? `Updated: ${time}` : time;
}

function leadImageHtml(page: ArticlePage): string {
  const { picture } = page.state;
  if (picture === null) return '';
  return `<figure class="article__featured-image featured-image">
<img src="${pictureUrl(page, picture)}">
<figcaption class=""><span class="article__featured-image__caption featured-image__caption">${escapeHtml(picture.caption)}</span>
<span class="article__featured-image__credits featured-image__credits">${escapeHtml(picture.credit)}</span></figcaption>
</figure>`;
}

function contentHtml(page: ArticlePage): string {
  const notes = listShownNotes(page).map((note) => wrapBlock('html', `<p><em>${inlineOf(page, note)}</em></p>`));
  const blocks = groupParagraphs(page, listShownBlocks(page));
  if (page.isStub)
    return [...blocks, '<div class="article__paywall">Subscribe to read the full story.</div>'].join('\n');
  return [...placeAdvert(page, blocks), ...notes].join('\n');
}

/** Paragraphs that follow each other share a block, three at most; every other kind has a block of its own. */
function groupParagraphs(page: ArticlePage, blocks: StoryBlock[]): string[] {
  const html: string[] = [];
  let group: string[] = [];
  const flush = (): void => {
    if (group.length > 0) html.push(wrapBlock('html', group.join('\n')));
    group = [];
  };
  for (const block of blocks) {
    if (block.type === 'paragraph') {
      group.push(`<p>${inlineOf(page, block.text)}</p>`);
      if (group.length === 3) flush();
    } else if (block.type === 'list') {
      const tag = block.ordered ? 'ol' : 'ul';
      group.push(`<${tag}>${itemsHtml(page, block.items)}</${tag}>`);
    } else {
      flush();
      html.push(blockHtml(page, block));
    }
  }
  flush();
  return html;
}

function placeAdvert(page: ArticlePage, blocks: string[]): string[] {
  const advert = `<div class="article__advert" id="${page.furniture.advertId}"><span>Advertisement</span><script>slot("${page.furniture.token}")</script></div>`;
  return blocks.map((html, place) => (place === 1 ? html.replace(/<\/div>$/, `${advert}</div>`) : html));
}

function wrapBlock(type: string, html: string): string {
  return `<div class="article__block article__block--${type}">${html}</div>`;
}

function blockHtml(page: ArticlePage, block: Exclude<StoryBlock, { type: 'paragraph' | 'list' }>): string {
  switch (block.type) {
    case 'heading':
      return wrapBlock('header', `<h3 class="article__heading">${inlineOf(page, block.text)}</h3>`);
    case 'quote':
      return wrapBlock(
        'quote',
        `<blockquote class="article__quote">${inlineOf(page, block.text)}</blockquote><cite>– ${escapeHtml(block.cite)}</cite>`,
      );
    case 'image':
      return wrapBlock('image', inlineImageHtml(page, block.picture));
    case 'related':
      return wrapBlock(
        'article',
        `<aside class="article__related-article related-article"><span class="label">news</span>` +
          `<a href="${page.resolve(`story:${block.story}`)}" class="related-article__inner"><h3 class="related-article__title">${escapeHtml(block.title)}</h3></a>` +
          `<a href="${page.resolve(`story:${block.story}`)}">Read more</a></aside>`,
      );
    case 'embed':
      return wrapBlock('embed', `<div class="article__embed">${embedHtml(block.embed)}</div>`);
  }
}

function inlineImageHtml(page: ArticlePage, picture: Picture): string {
  return `<figure class="article__image"><img src="${pictureUrl(page, picture)}" alt="${escapeHtml(`${picture.caption} ${picture.credit}`)}">
<figcaption><span class="article__image__caption">${escapeHtml(picture.caption)}</span> <span class="article__image__credits">${escapeHtml(picture.credit)}</span></figcaption></figure>`;
}

function afterBodyHtml(page: ArticlePage): string {
  const { state, furniture } = page;
  const disclaimer =
    state.story.label === 'Opinion'
      ? '<div class="article__disclaimer">The views expressed in opinion pieces do not necessarily reflect the position of The Capital Times.</div>'
      : '';
  const cards = state.story.authors.map(
    (name) =>
      `<div class="article__author-card"><a href="${authorUrl(page, name)}">${escapeHtml(name)}</a><p>${escapeHtml(name)} is a reporter based in Velgrad.</p></div>`,
  );
  const tags = state.story.tags.map((tag) => `<a href="tag/${encodeURIComponent(tag)}">${escapeHtml(tag)}</a>`);
  return `${disclaimer}${cards.join('')}
<div class="article__tags">Read more about: ${tags.join(', ')}</div>
<div class="contribute-banner" data-banner="${furniture.token}"><p>A Message from The Capital Times:</p><p>Dear readers, ${escapeHtml(furniture.banner)} So far ${furniture.views} people have.</p><p>Once a month, or just once: every contribution helps us to stay.</p><a href="contribute">Continue</a></div>
<div class="article__share"><a href="https://twitter.com/share?url=${encodeURIComponent(urlOf(page))}">Tweet</a> <span class="views">${furniture.views} views</span></div>`;
}

function sidebarHtml(page: ArticlePage): string {
  const { furniture, others } = page;
  const entry = (state: StoryState): string =>
    `<li><a href="${urlOf(page, state)}"><h5>${escapeHtml(state.headline)}</h5></a><time>${furniture.minutesAgo()}</time></li>`;
  const list = (title: string, states: StoryState[]): string =>
    `<section class="sidebar__section"><h3>${title}</h3><ul>${states.map(entry).join('')}</ul></section>`;
  return `<aside class="sidebar">${list('Most read', furniture.shuffle(others).slice(0, 5))}${list('Just in', others.slice(0, 4))}</aside>`;
}

function clusterHtml(page: ArticlePage): string {
  const excerpts = page.furniture.shuffle(page.others).slice(0, 4);
  const html = excerpts.map(
    (
      state,
      place,
    ) => `<div class="article-excerpt-default"><a href="${urlOf(page, state)}"><h3>${escapeHtml(state.headline)}</h3>
<p class="teaser">${escapeHtml(descriptionOf({ ...page, state }))}</p></a><span class="readtime">${2 + place} Min read</span></div>`,
  );
  return `<section class="cluster"><h2 class="cluster__label">Read more</h2>${html.join('\n')}</section>`;
}
