import type { Furniture } from '../furniture.ts';
import { escapeHtml } from '../html.ts';
import type { Paper } from '../papers.ts';

function renderShortPage(paper: Paper | null, title: string, body: string): string {
  const name = paper?.name ?? 'Newspaper';
  const home = paper?.home ?? '/';
  return `<!DOCTYPE html>
<html lang="${paper?.language ?? 'en'}">
<head><meta charset="utf-8"><title>${escapeHtml(title)} - ${escapeHtml(name)}</title><meta name="robots" content="noindex"></head>
<body>
<header><a href="${home}">${escapeHtml(name)}</a></header>
<main>${body}</main>
</body>
</html>
`;
}

/** The page that comes with a 404, or with a 410 for what was taken down for good. */
export function renderMissingPage(paper: Paper | null, status: 404 | 410): string {
  const title = status === 404 ? 'Page not found' : 'This page is gone';
  const text =
    status === 404 ? 'We could not find what you were looking for.' : 'This page was removed and will not come back.';
  return renderShortPage(paper, title, `<h1>${title}</h1><p>${text}</p>`);
}

/** The page that comes with an error or a refusal. */
export function renderErrorPage(paper: Paper | null, status: number): string {
  const titles: Record<number, string> = {
    401: 'Log in',
    403: 'Access denied',
    429: 'Too many requests',
    451: 'Unavailable for legal reasons',
  };
  const title = titles[status] ?? 'Something went wrong';
  return renderShortPage(paper, title, `<h1>${title}</h1><p>Please try again later.</p>`);
}

/** A consent wall in the place of an article, with status 200. */
export function renderConsentPage(paper: Paper, furniture: Furniture): string {
  const body = `<div class="consent-wall" role="dialog" aria-modal="true" aria-labelledby="consent-title">
<h1 id="consent-title">We value your privacy</h1>
<p>We and our 143 partners store and access cookies on your device to show personalised advertising and to measure how it does. You can accept all of it, or choose.</p>
<form method="post" action="${paper.home}consent"><input type="hidden" name="token" value="${furniture.token}">
<button name="choice" value="all">Accept all</button> <button name="choice" value="some">Manage cookies</button></form>
<p><a href="${paper.home}privacy">Privacy policy</a></p>
</div>`;
  return renderShortPage(paper, 'Your privacy', body);
}

/** The search page, which robots.txt closes. */
export function renderSearchPage(paper: Paper, query: string): string {
  const body = `<h1>Search</h1><form action="/search/"><input name="q" value="${escapeHtml(query)}"><button>Search</button></form><p>No results.</p>`;
  return renderShortPage(paper, 'Search', body);
}
