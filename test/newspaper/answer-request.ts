import { createHash } from 'node:crypto';
import { answerArticle, answerShortLink } from './answer-article.ts';
import { drawPicture } from './draw-picture.ts';
import { renderBrokenFeed, renderFeed } from './feeds.ts';
import { feedTroubleAt, listFeed, listPublicStories, listSection } from './listings.ts';
import { makeAnswer, makeHtmlAnswer, type PageAnswer, type PageRequest, validate } from './page-answer.ts';
import { findPaper, PAPERS, type Paper } from './papers.ts';
import { renderRobots, renderSitemap } from './sitemaps.ts';
import { FEED_TYPES, renderListPage } from './templates/list-page.ts';
import { renderErrorPage, renderMissingPage, renderSearchPage } from './templates/odd-pages.ts';

const FRONT_LENGTH = 15;

/** What the newspaper says to a request at a moment of its clock: nothing else decides it but the furniture. */
export function answerRequest(request: PageRequest): PageAnswer {
  return (
    answerFixed(request) ??
    answerShortLink(request) ??
    answerFeed(request) ??
    answerList(request) ??
    answerArticle(request) ??
    makeHtmlAnswer(404, renderMissingPage(null, 404))
  );
}

function answerFixed({ script, at, origin, url }: PageRequest): PageAnswer | null {
  const path = url.pathname;
  if (path === '/robots.txt') return makeAnswer(200, 'text/plain; charset=utf-8', renderRobots(origin));
  if (path === '/search/') {
    return makeHtmlAnswer(200, renderSearchPage(findPaper('capital-times'), url.searchParams.get('q') ?? ''));
  }
  const file = /^\/images\/([a-z0-9-]+\.png)$/.exec(path)?.[1];
  if (file !== undefined) return makeAnswer(200, 'image/png', drawPicture(file));
  const sitemap = renderSitemap(script, at, origin, path);
  return sitemap === null ? null : makeAnswer(200, sitemap.contentType, sitemap.body);
}

function answerFeed(request: PageRequest): PageAnswer | null {
  const paper = PAPERS.find((candidate) => candidate.feed.path === request.url.pathname);
  if (paper === undefined) return null;
  const { script, at, origin, hub } = request;
  const contentType = `${FEED_TYPES[paper.feed.kind]}; charset=utf-8`;
  const trouble = feedTroubleAt(script, paper, at);
  if (trouble === 'failing') return makeHtmlAnswer(500, renderErrorPage(paper, 500));
  if (trouble === 'broken') return makeAnswer(200, contentType, renderBrokenFeed({ paper, origin, stories: [], hub }));
  const stories = trouble === 'empty' ? [] : listFeed(script, paper, at);
  const answer = makeAnswer(200, contentType, renderFeed({ paper, origin, stories, hub }));
  const revised = stories.map((state) => state.revisedAt.getTime());
  const etag = `"${createHash('sha256').update(answer.body).digest('hex').slice(0, 16)}"`;
  // A feed that lost an item is no older for it: only its ETag can tell. So a date is given to whole feeds alone.
  return validate(answer, onlyEtag(request), { etag, modifiedAt: new Date(Math.max(0, ...revised)) });
}

/** Requests for feeds are judged by their ETag: the latest item's date says nothing of the items that left. */
function onlyEtag({ headers }: PageRequest): PageRequest['headers'] {
  const { 'if-modified-since': _, ...others } = headers;
  return others;
}

function answerList(request: PageRequest): PageAnswer | null {
  const { script, at, origin, url, furniture } = request;
  const show = (paper: Paper, title: string, stories: ReturnType<typeof listSection>): PageAnswer =>
    makeHtmlAnswer(200, renderListPage({ paper, title, path: url.pathname, origin, stories, furniture }));
  for (const paper of PAPERS) {
    if (paper.home === url.pathname) return show(paper, paper.name, listPublicStories(script, paper, at, FRONT_LENGTH));
    const section = paper.sections.find((candidate) => candidate.path === url.pathname);
    if (section !== undefined) return show(paper, section.title, listSection(script, paper, section, at));
  }
  return null;
}
