import { escapeHtml, jsonLdScript, metaName, metaProperty } from '../html.ts';
import type { StoryBlock } from '../story.ts';
import { toReadableDate } from '../zoned-time.ts';
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

/** An article as WordPress's block editor and a common theme lay it out, with an SEO plug-in's `@graph`. */
export function renderWordpressArticle(page: ArticlePage): string {
  const { state, furniture } = page;
  const { story } = state;
  return `<!DOCTYPE html>
<html lang="${story.language}">
<head>
<meta charset="${page.charset}">
<title>${escapeHtml(state.headline)} &#8211; ${escapeHtml(state.paper.name)}</title>
${headHtml(page)}
<script id="wp-nonce">var wpApi = {"nonce":"${furniture.token}"};</script>
</head>
<body class="post-template-default single single-post postid-${story.id}">
<header id="masthead" class="site-header"><p class="site-title"><a href="/ledger/">${escapeHtml(state.paper.name)}</a></p>
<nav><ul><li><a href="/ledger/category/town/">Town</a></li><li><a href="/ledger/category/harbour/">Harbour</a></li><li><a href="/ledger/about/">About us</a></li></ul></nav></header>
<main id="primary" class="site-main">
<article id="post-${story.id}" class="post-${story.id} post type-post status-publish format-standard hentry category-${story.section}">
<header class="entry-header">
<h1 class="entry-title">${escapeHtml(state.headline)}</h1>
<div class="entry-meta">${metaLineHtml(page)}</div>
</header>
${thumbnailHtml(page)}
<div class="entry-content">
${contentHtml(page)}
</div>
<footer class="entry-footer"><span class="tags-links">Tagged ${story.tags.map((tag) => `<a href="/ledger/tag/${encodeURIComponent(tag)}/" rel="tag">${escapeHtml(tag)}</a>`).join(', ')}</span></footer>
</article>
<div id="comments" class="comments-area"><h2>${furniture.views % 9} Comments</h2><p class="comment-notes">Comments are held for the editor.</p></div>
</main>
${widgetsHtml(page)}
<footer class="site-footer"><p>${escapeHtml(furniture.banner)}</p><p>Proudly set in Saltmere.</p></footer>
</body>
</html>
`;
}

function headHtml(page: ArticlePage): string {
  const { state, origin } = page;
  const { published, saved } = datesOf(page);
  return [
    `<link rel="canonical" href="${urlOf(page)}">`,
    `<link rel="shortlink" href="${origin}/ledger/?p=${state.story.id}">`,
    `<link rel="alternate" type="application/atom+xml" title="${escapeHtml(state.paper.name)}" href="${origin}${state.paper.feed.path}">`,
    metaName('description', descriptionOf(page)),
    metaProperty('og:type', 'article'),
    metaProperty('og:title', state.headline),
    metaProperty('og:url', urlOf(page)),
    metaProperty('og:site_name', state.paper.name),
    metaProperty('article:published_time', published),
    metaProperty('article:modified_time', saved),
    ...(state.picture === null ? [] : [metaProperty('og:image', pictureUrl(page, state.picture))]),
    jsonLdScript(graphOf(page), { escapeSlashes: false }),
  ].join('\n');
}

function graphOf(page: ArticlePage): unknown {
  const { state, origin } = page;
  const { published, saved } = datesOf(page);
  const publisher = { '@id': `${origin}/ledger/#organization` };
  const article = {
    '@type': 'NewsArticle',
    '@id': `${urlOf(page)}#article`,
    isPartOf: { '@id': urlOf(page) },
    headline: state.headline,
    datePublished: published,
    dateModified: saved,
    author: state.story.authors.map((name) => ({ '@type': 'Person', name })),
    publisher,
    articleSection: [state.story.section],
    keywords: state.story.tags,
    ...(page.isStub ? { isAccessibleForFree: false } : {}),
  };
  return {
    '@context': 'https://schema.org',
    '@graph': [
      article,
      { '@type': 'WebPage', '@id': urlOf(page), url: urlOf(page), name: state.headline },
      { '@type': 'Organization', ...publisher, name: state.paper.name },
    ],
  };
}

function metaLineHtml(page: ArticlePage): string {
  const { state } = page;
  const authors = state.story.authors
    .map(
      (name) =>
        `<span class="author vcard"><a class="url fn n" href="/ledger/author/${encodeURIComponent(name.toLowerCase().replaceAll(' ', '-'))}/">${escapeHtml(name)}</a></span>`,
    )
    .join(', ');
  const { published, saved } = datesOf(page);
  const readable = toReadableDate(state.publishedAt, state.paper.timezone, 'en-GB');
  return (
    `<span class="posted-on"><time class="entry-date published" datetime="${published}">${readable}</time><time class="updated" datetime="${saved}"></time></span>` +
    (authors === '' ? '' : `<span class="byline"> by ${authors}</span>`)
  );
}

function thumbnailHtml(page: ArticlePage): string {
  const { picture } = page.state;
  if (picture === null) return '';
  return `<figure class="post-thumbnail wp-block-image"><img class="wp-post-image" src="${pictureUrl(page, picture)}" alt="${escapeHtml(picture.caption)}"><figcaption class="wp-element-caption">${escapeHtml(picture.caption)} <span class="credit">Photo: ${escapeHtml(picture.credit)}</span></figcaption></figure>`;
}

function contentHtml(page: ArticlePage): string {
  const blocks = listShownBlocks(page).map((block) => blockHtml(page, block));
  if (page.isStub) {
    return [
      ...blocks,
      '<div class="subscribe-wall"><h3>This story is for subscribers</h3><a href="/ledger/subscribe/">Join the Ledger</a></div>',
    ].join('\n');
  }
  const notes = listShownNotes(page).map((note) => `<p class="correction"><em>${inlineOf(page, note)}</em></p>`);
  const share = `<div class="sharedaddy sd-sharing-enabled"><h3>Share this:</h3><ul><li><a href="https://www.facebook.com/sharer.php?u=${encodeURIComponent(urlOf(page))}">Facebook</a></li></ul></div>`;
  return [...blocks, ...notes, share].join('\n');
}

function blockHtml(page: ArticlePage, block: StoryBlock): string {
  switch (block.type) {
    case 'paragraph':
      return `<p>${inlineOf(page, block.text)}</p>`;
    case 'heading':
      return `<h2 class="wp-block-heading">${inlineOf(page, block.text)}</h2>`;
    case 'quote':
      return `<blockquote class="wp-block-quote"><p>${inlineOf(page, block.text)}</p><cite>${escapeHtml(block.cite)}</cite></blockquote>`;
    case 'list': {
      const tag = block.ordered ? 'ol' : 'ul';
      return `<${tag} class="wp-block-list">${itemsHtml(page, block.items)}</${tag}>`;
    }
    case 'image':
      return `<figure class="wp-block-image size-large"><img src="${pictureUrl(page, block.picture)}" alt=""><figcaption class="wp-element-caption">${escapeHtml(block.picture.caption)} <span class="credit">Photo: ${escapeHtml(block.picture.credit)}</span></figcaption></figure>`;
    case 'related':
      return `<aside class="wp-block-related"><span>Related:</span> <a href="${page.resolve(`story:${block.story}`)}">${escapeHtml(block.title)}</a></aside>`;
    case 'embed':
      return `<figure class="wp-block-embed is-provider-${block.embed.provider}"><div class="wp-block-embed__wrapper">${embedHtml(block.embed)}</div></figure>`;
  }
}

function widgetsHtml(page: ArticlePage): string {
  const { furniture, others } = page;
  const posts = furniture
    .shuffle(others)
    .slice(0, 5)
    .map(
      (state) =>
        `<li><a href="${urlOf(page, state)}">${escapeHtml(state.headline)}</a> <span class="post-date">${furniture.minutesAgo()}</span></li>`,
    );
  return `<aside id="secondary" class="widget-area"><section class="widget"><h2 class="widget-title">Popular today</h2><ul>${posts.join('')}</ul></section>
<section class="widget widget_ad" id="${furniture.advertId}"><span>Advertisement</span></section></aside>`;
}
