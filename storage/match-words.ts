import { type RawBuilder, sql } from 'kysely';
import type { Phrase, Search } from '../src/model/parse-search.ts';
import { PLANNED_ANEW } from './preparing-client.ts';
import { quoteWord } from './words-of-text.ts';

/**
 * Whether the words of a version, the row `table` of `version_words`, are what is looked for. Of versions that are too
 * long for all places to be kept it is told by the words alone, without their order: those may be too many, never too few.
 */
export function matchWords(table: string, search: Search): RawBuilder<boolean> {
  const words = sql`${sql.raw(PLANNED_ANEW)} ${sql.ref(`${table}.words`)}`;
  const exact = sql<boolean>`${words} @@ ${writeQuery(search, writePhrase)}::tsquery`;
  if ([...search.wanted, ...search.unwanted].every((phrase) => phrase.length === 1)) return exact;
  const { wanted, unwanted } = search;
  const loose = { wanted, unwanted: unwanted.filter((phrase) => phrase.length === 1) };
  const byWords = sql<boolean>`${words} @@ ${writeQuery(loose, writeWords)}::tsquery`;
  return sql<boolean>`(${exact} or (${sql.ref(`${table}.is_long`)} and ${byWords}))`;
}

/**
 * The same of a row that is at hand: never through the index of words, which PostgreSQL would take for cheap and go
 * through once a row. (`is true` is no condition that an index answers.)
 */
export function hasWords(table: string, search: Search): RawBuilder<boolean> {
  return sql<boolean>`(${matchWords(table, search)}) is true`;
}

/**
 * Whether a version has all the words that are wanted, in whatever order: the index alone tells that, while for phrases
 * each version has to be looked at. It may be too many versions, never too few.
 */
export function matchAllWords(table: string, { wanted }: Search): RawBuilder<boolean> {
  return sql<boolean>`${sql.raw(PLANNED_ANEW)} ${sql.ref(`${table}.words`)} @@ ${writeQuery({ wanted, unwanted: [] }, writeWords)}::tsquery`;
}

/** Whether a version that has all the words that are wanted has all that is looked for. */
export function isAllWords({ wanted, unwanted }: Search): boolean {
  return unwanted.length === 0 && wanted.every((phrase) => phrase.length === 1);
}

/** A search as text for the type `tsquery`; empty, which finds nothing, where nothing is wanted. */
function writeQuery({ wanted, unwanted }: Search, write: (phrase: Phrase) => string): string {
  if (wanted.length === 0) return '';
  return [...wanted.map((phrase) => `(${write(phrase)})`), ...unwanted.map((phrase) => `!(${write(phrase)})`)].join(
    ' & ',
  );
}

function writePhrase(phrase: Phrase): string {
  return phrase
    .map((term, index) => {
      const distance = term.offset - (phrase[index - 1]?.offset ?? 0);
      return `${index === 0 ? '' : ` <${distance}> `}${writeTerm(term)}`;
    })
    .join('');
}

function writeWords(phrase: Phrase): string {
  return phrase.map(writeTerm).join(' & ');
}

function writeTerm({ folded, isPrefix }: Phrase[number]): string {
  return `${quoteWord(folded)}${isPrefix ? ':*' : ''}`;
}
