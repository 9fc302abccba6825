import { html } from 'hono/html';
import { TEXTS } from '../texts.ts';
import type { Html } from './render-page.ts';

/** Links to the pages before and after of a list; nothing where there is only one page. */
export function renderPager(
  path: string,
  query: URLSearchParams,
  page: number,
  hasMore: boolean,
  { newer, older }: { newer: string; older: string } = TEXTS.pages,
): Html {
  if (page === 1 && !hasMore) return html``;
  const { pages } = TEXTS;
  const link = (to: number, label: string, rel: string) =>
    html`<a rel="${rel}" href="${withPage(path, query, to)}">${label}</a>`;
  return html`<nav class="pager" aria-label="${pages.label}">
${page > 1 ? link(page - 1, newer, 'prev') : ''}
<span>${pages.page(page)}</span>
${hasMore ? link(page + 1, older, 'next') : ''}
</nav>`;
}

/** The same of a list that goes on from places: to its first page, and to what stands behind `next`. */
export function renderPlacePager(
  path: string,
  query: URLSearchParams,
  { after = '', next }: { after?: string | undefined; next: string | null },
  { first, older }: { first: string; older: string },
): Html {
  if (after === '' && next === null) return html``;
  return html`<nav class="pager" aria-label="${TEXTS.pages.label}">
${after === '' ? '' : html`<a href="${withPlace(path, query, null)}">${first}</a>`}
${next === null ? '' : html`<a rel="next" href="${withPlace(path, query, next)}">${older}</a>`}
</nav>`;
}

/** The address of what stands behind a place in a list, its filters kept; `null`: of its beginning. */
export function withPlace(path: string, query: URLSearchParams, after: string | null): string {
  const rest = new URLSearchParams([...query].filter(([name, value]) => name !== 'after' && value !== ''));
  if (after !== null) rest.set('after', after);
  return rest.size === 0 ? path : `${path}?${rest}`;
}

/** The address of a page of a list, its filters kept. */
export function withPage(path: string, query: URLSearchParams, page: number): string {
  const next = new URLSearchParams([...query].filter(([name, value]) => name !== 'page' && value !== ''));
  if (page > 1) next.set('page', String(page));
  return next.size === 0 ? path : `${path}?${next}`;
}
