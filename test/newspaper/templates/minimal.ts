import { escapeHtml } from '../html.ts';
import type { StoryBlock } from '../story.ts';
import { toReadableDate } from '../zoned-time.ts';
import {
  type ArticlePage,
  datesOf,
  embedHtml,
  inlineOf,
  itemsHtml,
  listShownBlocks,
  listShownNotes,
  pictureUrl,
} from './article-page.ts';

/**
 * An article of a site that has no metadata to speak of. Stories with an even id have paragraphs; the others are one
 * `<div>` of text with line breaks, as old systems print them.
 */
export function renderMinimalArticle(page: ArticlePage): string {
  const { state, furniture } = page;
  const { story } = state;
  const byline = story.authors.length === 0 ? '' : `<p class="by">${escapeHtml(story.authors.join(', '))}</p>`;
  return `<!DOCTYPE html>
<html lang="${story.language}">
<head>
<meta charset="${page.charset}">
<title>${escapeHtml(state.headline)}</title>
</head>
<body>
<div id="top"><a href="/wire/">Plain Wire</a> | <a href="/wire/world">World</a> | <a href="/search/">Search</a></div>
<div id="main">
<h1>${escapeHtml(state.headline)}</h1>
${byline}
<p class="date"><time datetime="${datesOf(page).published}">${toReadableDate(state.publishedAt, state.paper.timezone, story.language)}</time></p>
${leadHtml(page)}
<div class="story">
${story.id % 2 === 0 ? paragraphsHtml(page) : linesHtml(page)}
</div>
</div>
<div id="more"><b>More</b><br>${moreHtml(page)}</div>
<div id="foot">Plain Wire | ${furniture.views} page views | ${furniture.token}</div>
</body>
</html>
`;
}

function leadHtml(page: ArticlePage): string {
  const { picture } = page.state;
  if (picture === null) return '';
  return `<div class="photo"><img src="${pictureUrl(page, picture)}" alt="${escapeHtml(picture.caption)}"><br><small>${escapeHtml(picture.caption)} (${escapeHtml(picture.credit)})</small></div>`;
}

function paragraphsHtml(page: ArticlePage): string {
  const blocks = listShownBlocks(page).map((block) => blockHtml(page, block));
  const notes = listShownNotes(page).map((note) => `<p><i>${inlineOf(page, note)}</i></p>`);
  return [...blocks, ...notes].join('\n');
}

/** One run of text. Throws on blocks that such a page cannot print: the story needs an even id. */
function linesHtml(page: ArticlePage): string {
  const lines = listShownBlocks(page).map((block) => {
    if (block.type !== 'paragraph') {
      throw new Error(`Story ${page.state.story.id} holds a ${block.type}: give it an even id, or take that out.`);
    }
    return inlineOf(page, block.text);
  });
  const notes = listShownNotes(page).map((note) => `<i>${inlineOf(page, note)}</i>`);
  return [...lines, ...notes].join('<br><br>\n');
}

function blockHtml(page: ArticlePage, block: StoryBlock): string {
  switch (block.type) {
    case 'paragraph':
      return `<p>${inlineOf(page, block.text)}</p>`;
    case 'heading':
      return `<h3>${inlineOf(page, block.text)}</h3>`;
    case 'quote':
      return `<blockquote>${inlineOf(page, block.text)} <cite>${escapeHtml(block.cite)}</cite></blockquote>`;
    case 'list': {
      const tag = block.ordered ? 'ol' : 'ul';
      return `<${tag}>${itemsHtml(page, block.items)}</${tag}>`;
    }
    case 'image':
      return `<figure><img src="${pictureUrl(page, block.picture)}" alt=""><figcaption>${escapeHtml(block.picture.caption)} (${escapeHtml(block.picture.credit)})</figcaption></figure>`;
    case 'related':
      return `<p><a href="${page.resolve(`story:${block.story}`)}">${escapeHtml(block.title)}</a></p>`;
    case 'embed':
      return embedHtml(block.embed);
  }
}

function moreHtml(page: ArticlePage): string {
  const others = page.furniture.shuffle(page.others).slice(0, 5);
  return others
    .map((state) => `<a href="${state.path}">${escapeHtml(state.headline)}</a> (${page.furniture.minutesAgo()})<br>`)
    .join('\n');
}
