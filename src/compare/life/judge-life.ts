import type { ChangeKind } from '../../model/change.ts';
import type { Life } from '../../model/life.ts';
import type { Standing } from '../../model/outcome.ts';

/** What a visit saw of an article's life; `standing` is `null` where it saw nothing of it (a failure, another page). */
export type Sighting = {
  standing: Standing | null;
  /** In words. */
  reason: string;
  /** The address that it was asked for at, and the one that it answered at, where these are two. */
  move: { from: string; to: string } | null;
};

/** Something that befell an article and that visits agree on; `before` is how it stood until then. */
export type LifeEvent = { kind: ChangeKind; before: Standing; what: string };

/** Ways of not being there: a site that cannot decide between them has taken the article away all the same. */
const ABSENT: ReadonlySet<Standing> = new Set<Standing>(['gone', 'soft-gone', 'redirected']);

/**
 * An article's life after a visit, and what is certain by now. A page that is gone for a minute, a wall that is met
 * once, a redirect that is taken back are no events: `confirmations` visits in a row (1: the first) must agree. Visits
 * that say nothing about the article neither confirm nor refute.
 */
export function judgeLife(
  life: Life,
  seen: Sighting,
  confirmations: number,
  now: Date,
): { life: Life; events: LifeEvent[] } {
  const standing = judgeStanding(life, seen, confirmations, now);
  const move = judgeMove(life, seen, confirmations);
  return { life: { ...standing.life, move: move.move }, events: [...standing.events, ...move.events] };
}

function judgeStanding(life: Life, seen: Sighting, confirmations: number, now: Date) {
  if (seen.standing === null) return { life, events: [] };
  if (seen.standing === life.standing) return { life: { ...life, doubt: null }, events: [] };
  const doubt =
    life.doubt !== null && isAlike(life.doubt.standing, seen.standing)
      ? { ...life.doubt, standing: seen.standing, visits: life.doubt.visits + 1 }
      : { standing: seen.standing, visits: 1, since: now.toISOString() };
  if (doubt.visits < confirmations) return { life: { ...life, doubt }, events: [] };
  const event: LifeEvent = {
    kind: seen.standing === 'live' ? 'restored' : seen.standing,
    before: life.standing,
    what: describe(life.standing, seen, doubt),
  };
  return { life: { ...life, standing: seen.standing, doubt: null }, events: [event] };
}

function isAlike(one: Standing, other: Standing): boolean {
  return one === other || (ABSENT.has(one) && ABSENT.has(other));
}

function describe(before: Standing, seen: Sighting, { visits, since }: { visits: number; since: string }): string {
  const what = seen.standing === 'live' ? `it can be read again; it was ${before}` : seen.reason.replace(/\.$/, '');
  return visits === 1 ? what : `${what} (${visits} visits in a row since ${since.slice(0, 16).replace('T', ' ')} UTC)`;
}

/** A new address is believed when the article has been read there as often as it takes. */
function judgeMove(life: Life, seen: Sighting, confirmations: number): { move: Life['move']; events: LifeEvent[] } {
  const isRead = seen.standing === 'live' || seen.standing === 'withdrawn';
  if (!isRead) return { move: life.move, events: [] };
  const move = nextMove(life.move, seen.move);
  if (move === null || move.from === move.to) return { move: null, events: [] };
  if (move.visits < confirmations) return { move, events: [] };
  return { move: null, events: [{ kind: 'moved', before: life.standing, what: `${move.from} → ${move.to}` }] };
}

/** A move on top of another one that is not confirmed yet is one move, from where the first began. */
function nextMove(known: Life['move'], seen: Sighting['move']): Life['move'] {
  if (seen === null) return known === null ? null : { ...known, visits: known.visits + 1 };
  return { from: known?.from ?? seen.from, to: seen.to, visits: 1 };
}
