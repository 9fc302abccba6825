import type { QueryResult } from './read-filters.ts';

/** What the controls of a form of filters show, by their names, and which of it cannot be used. */
export type FilterForm = { values: Record<string, string | undefined>; wrong: ReadonlySet<string> };

/** A form that shows a query; what cannot be used in one is shown as it was given. */
export function toFilterForm(read: QueryResult<Record<string, unknown>>): FilterForm {
  const used = Object.entries(read.query).map(([name, value]) => [name, value === undefined ? undefined : `${value}`]);
  const faults = read.ok ? [] : read.faults;
  const values = { ...Object.fromEntries(used), ...Object.fromEntries(faults.map(({ name, given }) => [name, given])) };
  return { values, wrong: new Set(faults.map(({ name }) => name)) };
}
