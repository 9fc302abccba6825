/** Why a source is not asked at present, in words. */
export const WAITS = {
  paused: (host: string, until: string, distance: string, reason: string) =>
    `${host} is left alone until ${until} (${distance}). ${reason}`.trim(),
  quiet: (until: string, distance: string) => `It has quiet hours until ${until} (${distance}).`,
  spent: (perDay: number, timezone: string) =>
    `Its ${perDay.toLocaleString('en')} requests of today are spent; it is asked again after midnight in ${timezone}.`,
};

/** How a source is, and what to do where it is not well. */
export const SOURCE_STATE = {
  disabled: (id: string) => `It is not watched: put “enabled: true” into config/sources/${id}.yaml.`,
  removed: 'It is not in the configuration any more. What was captured stands.',
  noEndpoints:
    'It has no endpoint, so nothing can be found: name a feed, a sitemap or a section page under “discover”.',
  notVisited: 'Its endpoints have not been visited yet.',
  overdue: (since: string) =>
    `A visit has been due since ${since}. Are a scheduler and a worker running (“stet doctor” tells)?`,
  failing: (failing: number, all: number) =>
    failing === all ? 'None of its endpoints answers as it should.' : `${failing} of its ${all} endpoints fail.`,
  why: (reason: string) => `The last answer: ${reason}`,
  askedAgain: (id: string) =>
    `Failing endpoints are asked again by themselves; “stet sources check ${id}” tries them at once, and the source’s file names them.`,
  noItems: 'Its endpoints answered and named no articles: check “articles.match” with “stet sources check”.',
  itemsButNoArticles:
    'Its endpoints name items, but none of them is an article by “articles.match”: check it with “stet sources check”.',
  noVersions: 'Articles were found, and none has been captured well yet; see their last outcomes.',
  noChanges: 'All is well: its articles have not changed in the last 7 days.',
  well: 'All is well.',
};
