import type { Context, Hono } from 'hono';
import { toFilterForm } from '../filter-form.ts';
import { listNumbersCsv } from '../list-csv.ts';
import { readNumbersQuery, toNumbersFilter } from '../read-numbers.ts';
import { NUMBERS_TABLES, type NumbersTableName } from '../table-numbers.ts';
import { TEXTS } from '../texts.ts';
import { renderNumbersFilters } from '../views/render-filters.ts';
import { renderNumbersPage } from '../views/render-numbers-page.ts';
import { renderRefusedFilters } from '../views/render-refused-filters.ts';
import type { Web } from '../web.ts';

/** Numbers of edits, as a page and as CSV. */
export function addNumbersRoutes(app: Hono, web: Web): void {
  app.get('/numbers', (c) => answerPage(c, web));
  for (const name of NUMBERS_TABLES) app.get(`/numbers/${name}.csv`, (c) => answerCsv(c, web, name));
}

async function answerPage(c: Context, web: Web): Promise<Response> {
  const params = new URL(c.req.url).searchParams;
  const read = readNumbersQuery(params);
  if (!read.ok) {
    const form = renderNumbersFilters(toFilterForm(read), web.sources());
    const page = { title: TEXTS.numbers.title, place: 'numbers' as const, faults: read.faults, form };
    return await c.html(renderRefusedFilters(web, page), 400);
  }
  const filter = toNumbersFilter(read.query, web.clock.now());
  const numbers = await web.numbers(filter);
  return await c.html(renderNumbersPage(web, { query: read.query, params, since: filter.since, numbers }));
}

async function answerCsv(c: Context, web: Web, name: NumbersTableName): Promise<Response> {
  const read = readNumbersQuery(new URL(c.req.url).searchParams);
  if (!read.ok) return c.text(`${TEXTS.errors.badQuery}: ${read.reason}`, 400);
  const { body, headers } = await listNumbersCsv(web, read.query, name);
  return c.body(body, 200, headers);
}
