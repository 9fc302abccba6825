import { count } from './count.ts';

/** Numbers, in words. */
export const NUMBERS = {
  title: 'Numbers',
  leftOut: 'Noise, and what is in quarantine, is left out.',
  countedAt: 'Counted',
  none: 'Nothing was seen in this time.',
  since: 'From',
  until: 'To',
  edits: 'Edits',
  articles: 'Articles first seen',
  edited: 'Of them edited since',
  firstEdit: 'Time to the first edit',
  firstEditMeaning: (quarter: string, threeQuarters: string) =>
    `the middle one of those that were edited; a quarter before ${quarter}, a quarter after ${threeQuarters}`,
  firstEditCaveat:
    'From when an article was first seen to the visit that showed its first edit. Young articles may still be edited.',
  silent: 'Silent edits',
  headlineTests: 'Headline tests',
  away: 'Gone, withdrawn or closed',
  share: (share: string) => `${share} of them`,
  byKind: 'Changes by kind',
  byKindMeaning: 'A change of several kinds counts in each.',
  byHour: 'Edits by the hour of the day',
  byHourMeaning: 'In the time zone of each source, as seen by visits.',
  byDay: 'Edits a day',
  byDayMeaning: 'Days in the time zone of each source.',
  bySource: 'By source',
  mostEdited: (shown: number, all: number) =>
    `The ${shown} with the most edits, of ${all.toLocaleString('en')}; the figures of all:`,
  kind: 'Kind',
  hour: 'Hour',
  day: 'Day',
  source: 'Source',
  changes: 'Changes',
  table: 'These figures as a table',
  csv: 'Figures as CSV',
  hourOf: (hour: number) => `${String(hour).padStart(2, '0')}:00`,
  chart: (title: string, most: string, label: string) => `${title}. Most: ${most}, ${label}. The table below has all.`,
  atMost: (n: number) => `${n.toLocaleString('en')} at most`,
  editsOf: (n: number) => count(n, 'edit', 'edits'),
  duration: (ms: number) => {
    const minutes = Math.round(ms / 60_000);
    if (minutes < 90) return count(minutes, 'minute', 'minutes');
    if (minutes < 36 * 60) return `${(minutes / 60).toFixed(1)} hours`;
    return `${(minutes / 1_440).toFixed(1)} days`;
  },
};
