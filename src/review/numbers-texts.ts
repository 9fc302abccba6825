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
  young: 'Not edited so far, younger than a week',
  silent: 'Silent edits',
  silentShare: 'Silent share of edits',
  headlineTests: 'Headline tests',
  away: 'Gone, withdrawn or closed',
  share: (share: string) => `${share} of them`,
  byKind: 'Changes by kind',
  byKindMeaning: 'A change of several kinds counts in each.',
  byHour: 'Edits by the hour of the day',
  byHourMeaning: 'In the time zone of each source, as seen by visits.',
  overTime: { day: 'Over time, by day', week: 'Over time, by week', month: 'Over time, by month' },
  overTimeMeaning: {
    day: 'Days in the time zone of each source.',
    week: 'Weeks from Monday, as the time is longer than five weeks, in the time zone of each source. The first and the last may be parts of weeks.',
    month:
      'Months, as the time is longer than a year, in the time zone of each source. The first and the last may be parts of months.',
  },
  lastOnly: (shown: number, all: number) => `The last ${shown} of ${all.toLocaleString('en')}; the CSV has all.`,
  editsEach: { day: 'Edits a day', week: 'Edits a week', month: 'Edits a month' },
  unit: { day: 'Day', week: 'Week from', month: 'Month from' },
  stretchOf: { day: (day: string) => day, week: (day: string) => day, month: (day: string) => day.slice(0, 7) },
  daysCsv: 'Edits a day as CSV',
  silentMeaning: 'Of the edits, those that changed the meaning, and said nothing of it.',
  awayMeaning: 'How often articles were found gone, withdrawn, redirected, or closed.',
  firstEditOverTime: 'The median of those articles that were edited, by when they were first seen.',
  youngMeaning:
    'Pale: some of these articles are younger than a week and not edited so far, so the figure may still grow.',
  firstEditOf: (duration: string, edited: number) => `${duration}, of ${count(edited, 'article', 'articles')}`,
  kindsOverTime: 'The most frequent kinds over time',
  kindsOverTimeTable: 'The most frequent kinds over time, in figures',
  kindsOverTimeMeaning: 'Each kind by its own measure: the highest step is as many as stand beside it.',
  most: { day: 'Most in a day', week: 'Most in a week', month: 'Most in a month' },
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
  inSeconds: (title: string) => `${title} (seconds)`,
  asShare: (title: string) => `${title} (0 to 1)`,
  hourOf: (hour: number) => `${String(hour).padStart(2, '0')}:00`,
  chart: (title: string, most: string, label: string) => `${title}. Most: ${most}, ${label}. The table below has all.`,
  emptyChart: (title: string) => `${title}. None in this time.`,
  editsOf: (n: number) => count(n, 'edit', 'edits'),
  duration: (ms: number) => {
    const minutes = Math.round(ms / 60_000);
    if (minutes < 90) return count(minutes, 'minute', 'minutes');
    if (minutes < 36 * 60) return `${(minutes / 60).toFixed(1)} hours`;
    return `${(minutes / 1_440).toFixed(1)} days`;
  },
};
