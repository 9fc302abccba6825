import type { VisitReason } from '../model/revisit.ts';

/** Why the next visit of an article is when it is. */
export const VISIT_TEXTS = {
  reasons: {
    expected: 'by then, as often as articles like it are edited, an unseen edit is likely enough',
    waited: 'by then it was left alone for so long that an unseen edit need not be as likely as otherwise',
    sweep: 'each article is looked at when it is a day and when it is a week old',
    floor: 'an edit is likely sooner, but its source is asked no more often than this (schedule.revisit.floor)',
    ceiling: 'its source leaves no article alone for longer (schedule.revisit.ceiling)',
    doubt: 'the last visit found something that another has to confirm',
    gone: 'it is gone, and may come back',
    failures: 'the last visits got no page, and the wait doubles with each',
    'retry-after': 'the site asked for that much patience',
    told: 'a feed or sitemap tells of an edit',
    elsewhere: 'it was found to be at another address',
    browser: 'plain requests do not give it, and a browser is to try',
    merged: 'it turned out to be another article, and is visited as that',
    retired: 'it has not changed for as long as its source watches articles (schedule.revisit.retireAfter)',
  } satisfies Record<VisitReason, string>,
  liveliness: (factor: number) =>
    `taken to be edited ${factor < 10 ? factor.toFixed(1) : Math.round(factor)} times as often as the mean article of its source at its age`,
};
