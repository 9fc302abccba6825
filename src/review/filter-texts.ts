import { ASSIGN_TEXTS } from './access-texts.ts';
import { SEARCH } from './search-texts.ts';

/** Lists of changes end there: beyond it, a filter helps more than another page. */
export const LAST_PAGE = 100;

/** Filters of lists, in words. */
export const FILTERS = {
  label: 'Filters',
  source: 'Source',
  kind: 'Kind',
  minImportance: 'Importance',
  atLeast: (share: string) => `${share} or more`,
  verdict: 'Verdict',
  status: 'Status',
  articleStatus: 'Article is now',
  search: 'Words in the text',
  language: 'Language',
  since: 'From',
  until: 'To',
  order: 'Order',
  orders: { newest: 'newest first', importance: 'most important first' },
  silent: 'Silent only',
  noise: 'Also noise',
  any: 'any',
  show: 'Show',
  clear: 'Clear the filters',
};

/** What filters are called on the pages that have them, where that is not as `FILTERS` has it. */
export const FILTER_NAMES = {
  changes: { status: FILTERS.verdict, assigned: ASSIGN_TEXTS.label },
  articles: {},
  search: { q: SEARCH.words, since: SEARCH.since, until: SEARCH.until, unsaid: SEARCH.unsaidOnly },
  numbers: {},
  sources: {},
} satisfies Record<string, Record<string, string>>;
export type FilteredPage = keyof typeof FILTER_NAMES;

/** Names of what is no control of a form. */
const OTHER_NAMES: Record<string, string> = { page: 'Page', after: 'Place in the list' };

const inList = (given: string) => `“${given}” is not in the list; choose from it.`;
const day = (given: string) =>
  `“${given}” is no day; write it as 2026-01-31, or a moment with its zone as 2026-01-31T12:00:00Z.`;
const flag = (given: string) => `“${given}” says neither yes nor no; write 1 for yes, or leave it out.`;
const tooLong = () => 'This is longer than 200 letters; write less.';
const SENTENCES: Record<string, (given: string) => string> = {
  kind: inList,
  status: inList,
  articleStatus: inList,
  order: inList,
  minImportance: (given) => `“${given}” is no share; write a number from 0 to 1, as 0.5.`,
  language: (given) =>
    `“${given}” is no code of a language; choose from the list, or write its two or three letters, as en.`,
  since: day,
  until: day,
  silent: flag,
  noise: flag,
  unsaid: flag,
  source: tooLong,
  search: tooLong,
  q: tooLong,
  assigned: tooLong,
  page: (given) =>
    `“${given}” is no page that can be shown; write a whole number from 1 on. A list ends after page ${LAST_PAGE}: filters lead further.`,
  after: () => 'This leads to no place in the list; leave it out.',
};

/** What is wrong with a filter, where, and what to do, in a sentence. */
export function explainFilter(page: FilteredPage, name: string, given: string): string {
  const names: Record<string, string> = { ...OTHER_NAMES, ...pickTexts(FILTERS), ...FILTER_NAMES[page] };
  const sentence = SENTENCES[name]?.(given) ?? `“${given}” cannot be used; leave it out.`;
  return `${names[name] ?? name}: ${sentence}`;
}

function pickTexts(texts: Record<string, unknown>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(texts).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
}
