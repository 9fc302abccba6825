import { type FilteredChange, meetsCriteria, meetsTextCriteria } from '../model/meets-criteria.ts';
import { readChangeQuery, toChangeFilter } from './read-filters.ts';
import { readSearchQuery, toVersionFilter } from './read-search.ts';
import { SAVED } from './saved-texts.ts';

/** What decides whether a change is told of; or a sentence that says why none ever would be. */
export type SearchAlert = { ok: true; isMetBy: (change: FilteredChange) => boolean } | { ok: false; reason: string };

/** A saved search as an alert. A change that has just come has no verdict, and nobody who is to look at it. */
export function readSearchAlert(list: 'changes' | 'search', query: string): SearchAlert {
  const params = new URLSearchParams(query);
  return list === 'changes' ? readChangeAlert(params) : readTextAlert(params);
}

function readChangeAlert(params: URLSearchParams): SearchAlert {
  const read = readChangeQuery(params);
  if (!read.ok) return { ok: false, reason: read.reason };
  const { status = 'new', assigned = 'nobody' } = read.query;
  if (status !== 'new' || assigned !== 'nobody') return { ok: false, reason: SAVED.neverMet };
  const criteria = toChangeFilter(read.query);
  return { ok: true, isMetBy: (change) => meetsCriteria(change, criteria) };
}

function readTextAlert(params: URLSearchParams): SearchAlert {
  const read = readSearchQuery(params);
  if (!read.ok) return { ok: false, reason: read.reason };
  const { q: search, after: _, ...filters } = read.query;
  if (search === undefined) return { ok: false, reason: SAVED.noWords };
  const criteria = { ...toVersionFilter(filters), search };
  return { ok: true, isMetBy: (change) => meetsTextCriteria(change, criteria) };
}
