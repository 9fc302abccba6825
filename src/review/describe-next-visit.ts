import type { NextVisit } from '../../storage/next-visits.ts';
import { VISIT_TEXTS } from './visit-texts.ts';

/** Why an article's next visit is when it is, in phrases: what decides, and how lively the article is taken to be. */
export function describeNextVisit(visit: Pick<NextVisit, 'next_visit_why' | 'liveliness'>): string[] {
  const { next_visit_why: why, liveliness } = visit;
  return [
    ...(why === null ? [] : [VISIT_TEXTS.reasons[why]]),
    ...(liveliness === null ? [] : [VISIT_TEXTS.liveliness(liveliness)]),
  ];
}
