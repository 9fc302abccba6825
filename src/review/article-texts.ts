import { count } from './count.ts';

/** What the first look says, before anything has changed. */
export const WAITING = {
  title: 'Nothing has changed yet',
  meaning: 'stet shows a change here as soon as an article differs from the version that stood before.',
  noSources:
    'No source is enabled: put “enabled: true” into a file in config/sources, or add a source with “stet sources add URL”.',
  sources: (enabled: number, all: number) =>
    `${count(enabled, 'source is', 'sources are')} watched (of ${all.toLocaleString('en')} configured).`,
  endpoints: (visited: number, all: number) =>
    `${visited.toLocaleString('en')} of ${count(all, 'feed, sitemap or section page has', 'feeds, sitemaps and section pages have')} been visited.`,
  articles: (found: number, captured: number) =>
    `${count(found, 'article', 'articles')} found, ${captured.toLocaleString('en')} captured.`,
  nextVisit: 'Next visit',
  noVisit: 'No visit is planned.',
  newest: 'Newest articles',
  again: 'Look again',
};

/** The list of articles, in words. */
export const ARTICLES = {
  title: 'Articles',
  none: 'No article has been found yet.',
  noneFit: 'No article fits these filters.',
  noneYet: 'None of the articles that were gone through so far has these words.',
  lookedTo:
    'Many versions have these words, so that articles are gone through one by one, the newest first. “Older” goes on from those seen',
  first: 'To the newest',
  older: 'Older',
  caption: 'Articles, newest change first',
  headline: 'Headline',
  source: 'Source',
  versions: 'Versions',
  status: 'Status',
  seen: 'Last change or first seen',
  tooDeep: 'This list ends here: narrow it with the filters.',
};

/** An article, in words. */
export const ARTICLE = {
  original: 'The original page',
  source: 'Source',
  status: 'Status',
  published: 'Published (as the page says)',
  firstSeen: 'First seen',
  lastVisit: 'Last visit',
  nextVisit: 'Next visit',
  noVisit: 'none is planned',
  addresses: 'Met under',
  versions: 'Versions',
  versionsCaption: 'Versions of this article, newest first',
  noVersions: 'No version yet: no visit has brought an article. The captures below say what came instead.',
  number: 'Version',
  seen: 'Seen',
  headline: 'Headline',
  change: 'Change from the one before',
  compare: 'Compare two versions',
  from: 'From version',
  to: 'to version',
  compareButton: 'Compare',
  remarks: 'What befell it, and noise',
  remarksCaption: 'What visits showed beside edits, newest first',
  captures: 'Captures',
  capturesCaption: 'Captures of this article, newest first; quiet visits in a row stand in one line',
  fetched: 'Fetched',
  httpStatus: 'HTTP status',
  outcome: 'Outcome',
  reason: 'Reason',
  tookMs: 'Took',
  noarchive: '(asks not to be archived)',
  times: (n: number) => `× ${n}`,
  allCaptures: 'Show all captures',
  moreCaptures: (n: number) => `The newest ${n.toLocaleString('en')} captures are shown.`,
  noCaptures: 'It has not been visited yet.',
};
