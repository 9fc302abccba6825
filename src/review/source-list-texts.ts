import type { SourceState } from '../model/source-state.ts';

/** The list of sources, in words. */
export const SOURCE_LIST_TEXTS = {
  countedAt: 'Articles, versions and changes were counted',
  all: 'All sources',
  overview: 'The sources of this page: those that fail first, then those that need a look, the others by name',
  name: 'Source',
  state: 'State',
  states: {
    failing: 'failing',
    drift: 'drift alarm',
    quiet: 'quiet',
    paused: 'paused',
    working: 'working',
    disabled: 'disabled',
    removed: 'no longer configured',
  } satisfies Record<SourceState, string>,
  lastVisit: 'Last visit',
  articlesADay: 'Articles a day',
  edited: 'Ever edited',
  failed: 'Failed last',
  never: 'never',
  newer: 'Sources before',
  older: 'More sources',
};
