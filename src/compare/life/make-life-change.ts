import type { Change } from '../../model/change.ts';
import type { Standing } from '../../model/outcome.ts';
import { KIND_WEIGHTS } from '../kinds/weights.ts';
import { sumTerms } from '../weigh-change.ts';
import type { LifeEvent } from './judge-life.ts';

/** A wall that falls says little about the text behind it. */
const BEHIND_WALL: ReadonlySet<Standing> = new Set<Standing>(['paywalled', 'blocked']);
const WALL_FELL = 0.15;
/** What readers are told nothing of: the article is not there, and nobody says why. */
const SILENT: ReadonlySet<string> = new Set(['gone', 'soft-gone', 'redirected']);

/** What befell an article as a change of its newest version: no text differs, and the page does. */
export function makeLifeChange(event: LifeEvent): Change {
  const { kind, before, what } = event;
  const isWallFalling = kind === 'restored' && BEHIND_WALL.has(before);
  const terms = [{ term: kind, value: isWallFalling ? WALL_FELL : KIND_WEIGHTS[kind], why: what }];
  return {
    kinds: [kind],
    importance: sumTerms(terms),
    terms,
    reasons: [`${kind}: ${what}`],
    silent: SILENT.has(kind),
    noise: false,
    touched: false,
    passedOver: [],
    fields: [],
    blocks: [],
  };
}
