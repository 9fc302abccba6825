import type { Furniture } from '../furniture.ts';
import { escapeHtml } from '../html.ts';
import type { Paper } from '../papers.ts';
import type { StoryState } from '../story-state.ts';

/** A front or section page: teasers of its stories, newest first, among links that lead to no article. */
export type ListPage = {
  paper: Paper;
  title: string;
  path: string;
  origin: string;
  stories: StoryState[];
  furniture: Furniture;
};

/** A front or section page. Its list of favourites holds only stories that the page lists anyway. */
export function renderListPage(page: ListPage): string {
  const { paper, furniture, origin, stories } = page;
  const language = paper.language ?? 'en';
  const nav = paper.sections.map((section) => `<a href="${section.path}">${escapeHtml(section.title)}</a>`).join(' ');
  const favourites = furniture
    .shuffle(stories)
    .slice(0, 4)
    .map((state) => `<li><a href="${state.path}">${escapeHtml(state.headline)}</a> ${furniture.minutesAgo()}</li>`);
  return `<!DOCTYPE html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<title>${escapeHtml(page.title)} - ${escapeHtml(paper.name)}</title>
<link rel="canonical" href="${origin}${page.path}">
<link rel="alternate" type="${FEED_TYPES[paper.feed.kind]}" title="${escapeHtml(paper.name)}" href="${origin}${paper.feed.path}">
<meta property="og:type" content="website">
<meta property="og:site_name" content="${escapeHtml(paper.name)}">
</head>
<body class="list-page">
<header><a href="${paper.home}">${escapeHtml(paper.name)}</a> <nav>${nav} <a href="/search/">Search</a></nav></header>
<main>
<h1>${escapeHtml(page.title)}</h1>
<div class="teaser-list">
${stories.map((state) => teaserHtml(state)).join('\n')}
</div>
<aside class="favourites"><h2>Most read</h2><ol>${favourites.join('')}</ol></aside>
<p class="banner" id="${furniture.advertId}">${escapeHtml(furniture.banner)}</p>
</main>
<footer><a href="${paper.home}about">About</a> <a href="${paper.home}contact">Contact</a> <span>${furniture.views}</span></footer>
</body>
</html>
`;
}

/** The content types of feeds, by kind. */
export const FEED_TYPES = {
  'rss-2.0': 'application/rss+xml',
  'rss-1.0': 'application/rdf+xml',
  atom: 'application/atom+xml',
  json: 'application/feed+json',
} as const;

function teaserHtml(state: StoryState): string {
  const dek = state.dek === null ? '' : `<p>${escapeHtml(state.dek)}</p>`;
  return `<div class="teaser"><a class="teaser-link" href="${state.path}"><h2>${escapeHtml(state.headline)}</h2></a>${dek}</div>`;
}
