import type { Story } from '../story.ts';
import { CAPITAL_TIMES_STORIES } from './capital-times.ts';
import { LATER_CAPITAL_TIMES_STORIES } from './capital-times-later.ts';
import { ELBTALER_BOTE_STORIES } from './elbtaler-bote.ts';
import { HARBOUR_LEDGER_STORIES } from './harbour-ledger.ts';
import { PLAIN_WIRE_STORIES } from './plain-wire.ts';

/** All written stories of all papers. */
export const STORIES: Story[] = [
  ...CAPITAL_TIMES_STORIES,
  ...LATER_CAPITAL_TIMES_STORIES,
  ...HARBOUR_LEDGER_STORIES,
  ...ELBTALER_BOTE_STORIES,
  ...PLAIN_WIRE_STORIES,
];
