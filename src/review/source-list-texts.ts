import type { SourceState } from '../model/source-state.ts';

/** What can be done to a source; an address says so in these words and no others. */
export const DONE = ['visit', 'visit-all', 'pause', 'resume'] as const;
export type Done = (typeof DONE)[number];

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
  /** What was done to a source, by its name. */
  done: {
    visit: (name: string) => `Asked for a visit of ${name}; it starts when a worker is free.`,
    'visit-all': (name: string) =>
      `Asked for a visit of ${name} and of all its articles; it starts when a worker is free, and asks its hosts no faster than ever.`,
    pause: (name: string) => `${name} is paused: it makes no visits until it is resumed.`,
    resume: (name: string) => `${name} is resumed: what is due is visited when a worker is free.`,
  } satisfies Record<Done, (name: string) => string>,
  lastVisit: 'Last visit',
  articlesADay: 'Articles a day',
  edited: 'Ever edited',
  failed: 'Failed last',
  never: 'never',
  newer: 'Sources before',
  older: 'More sources',
};
