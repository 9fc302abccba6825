import { gzipSync } from 'node:zlib';
import { escapeHtml } from './html.ts';
import { listSitemap, listSitemapMonths, monthOf } from './listings.ts';
import { PAPERS, type Paper } from './papers.ts';
import type { Script } from './script.ts';
import type { StoryState } from './story-state.ts';
import { toZonedIso } from './zoned-time.ts';

const NAMESPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"';
const NEWS_NAMESPACE = 'xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"';
const MONTH_PATH = /^\/sitemap\/(\d{4}-\d{2})\.xml$/;

/** The sitemap at a path, whole and with its content type; `null` where no paper has one. */
export function renderSitemap(
  script: Script,
  at: Date,
  origin: string,
  path: string,
): { body: Buffer; contentType: string } | null {
  const month = MONTH_PATH.exec(path)?.[1];
  const monthly = PAPERS.find((paper) => paper.sitemap?.kind === 'months');
  if (month !== undefined && monthly !== undefined) return renderMonth(script, monthly, at, origin, month);
  const paper = PAPERS.find((candidate) => candidate.sitemap?.path === path);
  switch (paper?.sitemap?.kind) {
    case 'months':
      return toXml(renderIndex(origin, listSitemapMonths(script, paper, at)));
    case 'gzip': {
      const entries = listSitemap(script, paper, at).map((state) => renderDated(state, origin));
      return { body: gzipSync(renderUrlset(entries), { level: 9 }), contentType: 'application/x-gzip' };
    }
    case 'news':
      return toXml(renderNews(listSitemap(script, paper, at), origin));
    default:
      return null;
  }
}

function toXml(text: string): { body: Buffer; contentType: string } {
  return { body: Buffer.from(text), contentType: 'application/xml; charset=utf-8' };
}

function renderMonth(
  script: Script,
  paper: Paper,
  at: Date,
  origin: string,
  month: string,
): ReturnType<typeof toXml> | null {
  const stories = listSitemap(script, paper, at).filter((state) => monthOf(state, paper) === month);
  if (stories.length === 0) return null;
  return toXml(renderUrlset(stories.map((state) => `<url><loc>${escapeHtml(origin + state.path)}</loc></url>`)));
}

function renderIndex(origin: string, months: string[]): string {
  const entries = months.map((month) => `<sitemap><loc>${origin}/sitemap/${month}.xml</loc></sitemap>`);
  return `<?xml version="1.0" encoding="UTF-8"?>\n<sitemapindex ${NAMESPACE}>\n${entries.join('\n')}\n</sitemapindex>\n`;
}

function renderUrlset(entries: string[]): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n<urlset ${NAMESPACE}>\n${entries.join('\n')}\n</urlset>\n`;
}

function renderDated(state: StoryState, origin: string): string {
  return `<url><loc>${escapeHtml(origin + state.path)}</loc><lastmod>${state.savedAt.toISOString()}</lastmod></url>`;
}

function renderNews(stories: StoryState[], origin: string): string {
  const entries = stories.map(
    (state) => `<url><loc>${escapeHtml(origin + state.path)}</loc><news:news>
<news:publication><news:name>${escapeHtml(state.paper.name)}</news:name><news:language>${state.story.language}</news:language></news:publication>
<news:publication_date>${toZonedIso(state.publishedAt, state.paper.timezone)}</news:publication_date><news:title>${escapeHtml(state.headline)}</news:title>
</news:news></url>`,
  );
  return `<?xml version="1.0" encoding="UTF-8"?>\n<urlset ${NAMESPACE} ${NEWS_NAMESPACE}>\n${entries.join('\n')}\n</urlset>\n`;
}

/** The robots.txt of the newspaper: previews, the search and addresses with campaign parameters are closed. */
export function renderRobots(origin: string): string {
  const sitemaps = PAPERS.flatMap((paper) =>
    paper.sitemap === null ? [] : [`Sitemap: ${origin}${paper.sitemap.path}`],
  );
  return `User-agent: *
Disallow: /preview/
Disallow: /search/
Disallow: *?utm
Disallow: *&utm

${sitemaps.join('\n')}
`;
}
