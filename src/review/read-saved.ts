import { z } from 'zod';
import { toStorableText } from '../../storage/storable-text.ts';
import { changeFilters, readChangeQuery } from './read-filters.ts';
import { readSearchQuery, searchFilters } from './read-search.ts';
import { readSearchAlert } from './read-search-alert.ts';
import { SAVED } from './saved-texts.ts';
import { nameSchema } from './storable-schema.ts';
import { isConfigured, type Web } from './web.ts';

export const SAVED_LISTS = ['changes', 'search'] as const;

const MOST_QUERY = 2_000;

/** The channel that a search is joined with, as forms send it: none is empty. */
export const savedChannelSchema = z
  .string()
  .max(200)
  .transform((name) => (name === '' ? null : name))
  .optional();

/** A search as a form or a program sends it to be kept. */
export const savedSchema = z.strictObject({
  name: nameSchema,
  list: z.enum(SAVED_LISTS),
  query: z.string().max(MOST_QUERY),
});

/** Where the list of a saved search is. */
export const SAVED_PATHS = { changes: '/', search: '/search' };

/** The filters of a list in the order of its form, and nothing else; or why they cannot be used. */
export function readSavedQuery(
  list: 'changes' | 'search',
  query: string,
): { ok: true; query: string } | { ok: false; reason: string } {
  const params = new URLSearchParams(query);
  const read = list === 'changes' ? readChangeQuery(params) : readSearchQuery(params);
  if (!read.ok) return read;
  return { ok: true, query: savedFilters(list, params).toString() };
}

/** Why a search cannot be joined with a channel; `null`: it can, or is with none. */
export function refuseChannel(
  web: Pick<Web, 'channels'>,
  { list, query }: { list: 'changes' | 'search'; query: string },
  channel: string | null | undefined,
): string | null {
  if (channel === null || channel === undefined) return null;
  if (!isConfigured(web, channel)) return SAVED.unknownChannel(channel);
  const alert = readSearchAlert(list, query);
  return alert.ok ? null : alert.reason;
}

/** The filters of an address that are kept with a saved search, in one order. */
export function savedFilters(list: 'changes' | 'search', params: URLSearchParams): URLSearchParams {
  const names = Object.keys(list === 'changes' ? changeFilters : searchFilters);
  const given = names.flatMap((name): [string, string][] => {
    const value = toStorableText(params.get(name) ?? '');
    return value.trim() === '' ? [] : [[name, value]];
  });
  return new URLSearchParams(given);
}
