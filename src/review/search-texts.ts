import { count } from './count.ts';

/** Search, in words. */
export const SEARCH = {
  title: 'Search',
  box: 'Search',
  label: 'Search all versions',
  words: 'Words',
  hint: 'What articles say, and what they say no more. “Words in quotation marks” stand side by side, a minus before a word leaves out what has it, an asterisk stands for any ending.',
  nothingWanted: 'Write words to look for: with signs alone, or only what must not be there, there is nothing to find.',
  none: 'No version has these words.',
  noneFit: 'No version with these words fits these filters.',
  noneYet: 'None of the versions that were gone through so far has these words.',
  lookedTo:
    'Many versions have these words, or most of them, and are gone through one by one, the newest first. “Older” goes on from those seen',
  catchingUp: 'Versions from before an update are still being made ready for search: some may be missing yet.',
  unsaidOnly: 'Only what is said no more',
  since: 'Version seen from',
  until: 'Version seen to',
  unsaid: 'Said no more',
  unsaidSince: (n: number) => `since version ${n}`,
  stands: 'It says so now',
  inVersions: (n: number, all: number) => `in ${n.toLocaleString('en')} of ${count(all, 'version', 'versions')}:`,
  firstSeen: 'first seen',
  lastSeen: 'last seen',
  notNow: (status: string) => `The article is not as it was: ${status}.`,
  came: (n: number) => `Came with version ${n}`,
  went: (n: number) => `Went with version ${n}`,
  older: 'Older',
  first: 'To the newest',
};
