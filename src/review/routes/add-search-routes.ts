import type { Context, Hono } from 'hono';
import { listLanguages } from '../../../storage/list-languages.ts';
import { listSavedSearches } from '../../../storage/saved-searches.ts';
import { isCatchingUp } from '../../../storage/version-words.ts';
import { parseSearch } from '../../model/parse-search.ts';
import { readPlace } from '../api/cursor.ts';
import { toFilterForm } from '../filter-form.ts';
import { loadFound } from '../load-found.ts';
import { readSearchQuery, toVersionFilter } from '../read-search.ts';
import { TEXTS } from '../texts.ts';
import { renderSearchFilters } from '../views/render-filters.ts';
import { renderRefusedFilters } from '../views/render-refused-filters.ts';
import { renderSearchPage } from '../views/render-search-page.ts';
import type { Web } from '../web.ts';

const PAGE_SIZE = 20;

/** The search over the text of all versions. */
export function addSearchRoutes(app: Hono, web: Web): void {
  app.get('/search', (c) => answerSearch(c, web));
}

async function answerSearch(c: Context, web: Web): Promise<Response> {
  const params = new URL(c.req.url).searchParams;
  const read = readSearchQuery(params);
  if (!read.ok) {
    const form = renderSearchFilters(toFilterForm(read), web.sources(), await listLanguages(web.db));
    const page = { title: TEXTS.search.title, place: 'search' as const, faults: read.faults, form };
    return await c.html(renderRefusedFilters(web, page), 400);
  }
  const { q, after, ...query } = read.query;
  const search = parseSearch(q ?? '');
  const behind = readPlace(after);
  const [found, catchingUp, saved, languages] = await Promise.all([
    q === undefined ? null : loadFound(web.db, search, { ...toVersionFilter(query), behind, limit: PAGE_SIZE }),
    isCatchingUp(web.db),
    listSavedSearches(web.db),
    listLanguages(web.db),
  ]);
  const asked = { query: read.query, params, hasWanted: search.wanted.length > 0 };
  const view = { ...asked, found, saved, languages, isCatchingUp: catchingUp };
  return await c.html(renderSearchPage(web, view));
}
