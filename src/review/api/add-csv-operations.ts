import { createRoute, z } from '@hono/zod-openapi';
import { requireVisitor } from '../access/require-visitor.ts';
import { listChangesCsv, listNumbersCsv } from '../list-csv.ts';
import { changeFilters } from '../read-filters.ts';
import { numbersFilters } from '../read-numbers.ts';
import { NUMBERS_TABLES } from '../table-numbers.ts';
import type { Web } from '../web.ts';
import type { Api } from './build-api.ts';
import { fileAnswers } from './list-answer.ts';

const changesRoute = createRoute({
  operationId: 'listChangesCsv',
  method: 'get',
  path: '/changes.csv',
  tags: ['Changes'],
  summary: 'Changes that fit the filters as CSV, 5,000 at most',
  request: { query: z.strictObject(changeFilters) },
  responses: fileAnswers('text/csv', [400]),
});

/** The lists for spreadsheets. */
export function addCsvOperations(api: Api, web: Web): void {
  api.openapi(changesRoute, async (c) => {
    const { body, headers } = await listChangesCsv(web, c.req.valid('query'), requireVisitor(c).name);
    return c.body(body, 200, headers);
  });
  for (const table of NUMBERS_TABLES) {
    const route = createRoute({
      operationId: `count${table.replaceAll(/(?:^|-)(.)/g, (_, letter: string) => letter.toUpperCase())}Csv`,
      method: 'get',
      path: `/numbers/${table}.csv`,
      tags: ['Numbers'],
      summary: `The numbers' table “${table}” as CSV`,
      request: { query: z.strictObject(numbersFilters) },
      responses: fileAnswers('text/csv', [400]),
    });
    api.openapi(route, async (c) => {
      const { body, headers } = await listNumbersCsv(web, c.req.valid('query'), table);
      return c.body(body, 200, headers);
    });
  }
}
