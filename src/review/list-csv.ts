import { listChanges } from '../../storage/list-changes.ts';
import { type ChangeQuery, toChangeFilter } from './read-filters.ts';
import { type NumbersQuery, toNumbersFilter } from './read-numbers.ts';
import type { AnsweredFile } from './read-version-file.ts';
import { renderChangesCsv } from './render-changes-csv.ts';
import { type NumbersTableName, tableNumbers, toCsvRows } from './table-numbers.ts';
import { nameSource, type Web } from './web.ts';
import { writeCsv } from './write-csv.ts';

/** Beyond it a spreadsheet is no help: the filters divide the rest. */
const MOST_ROWS = 5_000;

/** The changes that fit the filters, as CSV; `me`: the user who asks. */
export async function listChangesCsv(
  web: Web,
  query: Omit<ChangeQuery, 'page' | 'after'>,
  me: string | null,
): Promise<AnsweredFile> {
  const changes = await listChanges(web.db, { ...toChangeFilter(query, me), limit: MOST_ROWS });
  return csvOf('changes', renderChangesCsv(web, changes));
}

/** One of the tables of numbers, as CSV. */
export async function listNumbersCsv(web: Web, query: NumbersQuery, table: NumbersTableName): Promise<AnsweredFile> {
  const numbers = await web.numbers(toNumbersFilter(query, web.clock.now()));
  return csvOf(table, writeCsv(toCsvRows(tableNumbers(numbers, table, (id) => nameSource(web, id)))));
}

function csvOf(name: string, body: string): AnsweredFile {
  const headers = {
    'content-type': 'text/csv; charset=utf-8',
    'content-disposition': `attachment; filename="${name}.csv"`,
  };
  return { body, headers };
}
