import type { ArticleNumbers, ChangeNumbers, Numbers } from '../../storage/numbers.ts';
import { fillStretches } from './fill-stretches.ts';
import { shareOf } from './list-shares.ts';
import { TEXTS } from './texts.ts';

/** A figure, a name, or nothing to tell (`null`); shares are 0 to 1, durations in milliseconds. */
export type Cell = string | number | null;
export type Column = { title: string; form: 'name' | 'count' | 'share' | 'duration' };

/** Figures as a table: columns, and rows of a name and figures. */
export type NumbersTable = { columns: Column[]; rows: Cell[][] };

export const NUMBERS_TABLES = ['kinds', 'hours', 'days', 'sources', 'over-time', 'kinds-over-time'] as const;
export type NumbersTableName = (typeof NUMBERS_TABLES)[number];

/** The figures of a source, or of a day, week or month, that have a column, and what they are called. */
const FIGURES = {
  edits: { title: TEXTS.numbers.edits, form: 'count', of: ({ edits }) => edits },
  silent: { title: TEXTS.numbers.silent, form: 'count', of: ({ silent }) => silent },
  headlineTests: { title: TEXTS.numbers.headlineTests, form: 'count', of: ({ headlineTests }) => headlineTests },
  away: { title: TEXTS.numbers.away, form: 'count', of: ({ away }) => away },
  articles: { title: TEXTS.numbers.articles, form: 'count', of: ({ articles }) => articles },
  edited: { title: TEXTS.numbers.edited, form: 'count', of: ({ edited }) => edited },
  silentShare: { title: TEXTS.numbers.silentShare, form: 'share', of: ({ silent, edits }) => shareOf(silent, edits) },
  firstEdit: { title: TEXTS.numbers.firstEdit, form: 'duration', of: ({ firstEditMs }) => firstEditMs },
  young: { title: TEXTS.numbers.young, form: 'count', of: ({ young }) => young },
} satisfies Record<string, Column & { of: (numbers: ChangeNumbers & ArticleNumbers) => number | null }>;
export type Figure = keyof typeof FIGURES;

const ALL_FIGURES = Object.keys(FIGURES) as Figure[];

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
        columns: [named(texts.kind), counted(texts.changes)],
        rows: numbers.kinds.map(({ kind, changes }) => [TEXTS.kinds[kind], changes]),
      };
    case 'hours':
      return {
        columns: [named(texts.hour), counted(texts.edits)],
        rows: numbers.hours.map((edits, hour) => [texts.hourOf(hour), edits]),
      };
    case 'days':
      return {
        columns: [named(texts.day), counted(texts.edits), counted(texts.silent)],
        rows: numbers.days.map(({ day, edits, silent }) => [day, edits, silent]),
      };
    case 'sources':
      return tableFigures(
        texts.source,
        numbers.sources.map((each) => [nameSource(each.sourceId), each]),
      );
    case 'over-time':
      return tableOverTime(numbers, ALL_FIGURES);
    case 'kinds-over-time':
      return tableKindsOverTime(numbers);
    default:
      return name satisfies never;
  }
}

/** Some figures of each day, week or month; at most so many of the last. */
export function tableOverTime(numbers: Numbers, figures: Figure[], most = Number.POSITIVE_INFINITY): NumbersTable {
  const stretches = fillStretches(numbers).slice(-most);
  return tableFigures(
    TEXTS.numbers.unit[numbers.unit],
    stretches.map((each) => [each.from, each]),
    figures,
  );
}

/** Changes by kind of each day, week or month, the most frequent kinds first; at most so many kinds, and of the last. */
export function tableKindsOverTime(
  numbers: Numbers,
  { kinds: mostKinds, stretches: most } = { kinds: Number.POSITIVE_INFINITY, stretches: Number.POSITIVE_INFINITY },
): NumbersTable {
  const kinds = numbers.kinds.slice(0, mostKinds);
  const places = new Map(numbers.stretches.map(({ from }, place) => [from, place]));
  const countIn = (each: number[], from: string) => each[places.get(from) ?? each.length] ?? 0;
  return {
    columns: [named(TEXTS.numbers.unit[numbers.unit]), ...kinds.map(({ kind }) => counted(TEXTS.kinds[kind]))],
    rows: fillStretches(numbers)
      .slice(-most)
      .map(({ from }) => [from, ...kinds.map(({ each }) => countIn(each, from))]),
  };
}

/** A table as rows of CSV: shares as they are, times in seconds. */
export function toCsvRows({ columns, rows }: NumbersTable): (string | number)[][] {
  const { inSeconds, asShare } = TEXTS.numbers;
  const titles = columns.map(({ title, form }) => {
    if (form === 'duration') return inSeconds(title);
    return form === 'share' ? asShare(title) : title;
  });
  return [titles, ...rows.map((row) => row.map((cell, place) => toCsvCell(cell, columns[place]?.form)))];
}

function toCsvCell(cell: Cell, form: Column['form'] | undefined): string | number {
  if (typeof cell !== 'number') return cell ?? '';
  if (form === 'duration') return Math.round(cell / 1_000);
  return form === 'share' ? Number(cell.toFixed(4)) : cell;
}

function tableFigures(
  title: string,
  named: [string, ChangeNumbers & ArticleNumbers][],
  figures = ALL_FIGURES,
): NumbersTable {
  const columns = figures.map((figure) => FIGURES[figure]);
  return {
    columns: [{ title, form: 'name' }, ...columns],
    rows: named.map(([name, numbers]) => [name, ...columns.map(({ of }) => of(numbers))]),
  };
}

function named(title: string): Column {
  return { title, form: 'name' };
}

function counted(title: string): Column {
  return { title, form: 'count' };
}
