import type { Numbers } from '../../storage/numbers.ts';
import { TEXTS } from './texts.ts';

/** Figures as a table: a head, and rows of a name and numbers. */
export type NumbersTable = { head: string[]; rows: (string | number)[][] };

export const NUMBERS_TABLES = ['kinds', 'hours', 'days', 'sources'] as const;
export type NumbersTableName = (typeof NUMBERS_TABLES)[number];

/** One of the tables of numbers, for the page and as CSV. */
export function tableNumbers(
  numbers: Numbers,
  name: NumbersTableName,
  nameSource: (id: string) => string,
): NumbersTable {
  const texts = TEXTS.numbers;
  switch (name) {
    case 'kinds':
      return {
        head: [texts.kind, texts.changes],
        rows: numbers.kinds.map(({ kind, changes }) => [TEXTS.kinds[kind], changes]),
      };
    case 'hours':
      return { head: [texts.hour, texts.edits], rows: numbers.hours.map((edits, hour) => [texts.hourOf(hour), edits]) };
    case 'days':
      return {
        head: [texts.day, texts.edits, texts.silent],
        rows: numbers.days.map(({ day, edits, silent }) => [day, edits, silent]),
      };
    case 'sources':
      return {
        head: [texts.source, texts.edits, texts.silent, texts.headlineTests, texts.away, texts.articles, texts.edited],
        rows: numbers.sources.map((each) => [
          nameSource(each.sourceId),
          ...[each.edits, each.silent, each.headlineTests, each.away, each.articles, each.edited],
        ]),
      };
    default:
      return name satisfies never;
  }
}

/** The days from the first to the last, also those on which nothing was edited; at most so many of the last. */
export function fillDays(days: Numbers['days'], most = 120): Numbers['days'] {
  const [first, last] = [days[0], days.at(-1)];
  if (first === undefined || last === undefined) return [];
  const known = new Map(days.map((each) => [each.day, each]));
  const filled: Numbers['days'] = [];
  for (let at = new Date(`${last.day}T00:00:00Z`); filled.length < most; at.setUTCDate(at.getUTCDate() - 1)) {
    const day = at.toISOString().slice(0, 10);
    filled.unshift(known.get(day) ?? { day, edits: 0, silent: 0 });
    if (day <= first.day) break;
  }
  return filled;
}
