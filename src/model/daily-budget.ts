/** What a request is for: to find articles, to read one for the first time, or to see one again. */
export type Purpose = 'discover' | 'first' | 'again';

/** The last tenth is kept for reading what was found. */
const DISCOVERY_SHARE = 0.9;
/** Of what is gone of the day, the share that visits of known articles may have spent: a fifth stays for new ones. */
const AGAIN_SHARE = 0.8;
/** Seeing again may run ahead of the day by an hour, so that it does not stand still after midnight. */
const HEAD_START = 1 / 24;

/**
 * How many of the `perDay` requests of a day may have been spent, this one included, for it to be made for `purpose`.
 * What matters more comes first: an article that was never read may have all that is left, looking for articles all but
 * a tenth, and seeing one again only its share of the day that is gone (`dayShare`, 0 to 1), so that a night of
 * revisits does not leave the afternoon's news unread.
 */
export function ceilingFor(purpose: Purpose, perDay: number, dayShare: number): number {
  if (purpose === 'first') return perDay;
  if (purpose === 'discover') return Math.max(1, Math.floor(perDay * DISCOVERY_SHARE));
  return Math.floor(perDay * AGAIN_SHARE * Math.min(1, dayShare + HEAD_START));
}
