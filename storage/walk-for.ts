/**
 * What a search may cost: what more versions than `few` have is gone through (0: whatever it is), `stretch` rows at first
 * and then more at once, for `patienceMs`.
 */
export type SearchBounds = { few?: number; stretch: number; patienceMs: number };

/** What a page may take; a stretch of rows at once is soon gone through. */
export const PAGE_BOUNDS: SearchBounds = { stretch: 100, patienceMs: 45 };
const LONGEST_STRETCH = 2_000;

/** What was found, and how far the list was gone through for it; `null`: to its end. */
export type Walked<Row, Place> = { found: Row[]; lookedTo: Place | null };

/** What a stretch had, and the place where it ended; `null`: there is nothing behind it. */
export type Stretch<Row, Place> = { rows: Row[]; upTo: Place | null };

/**
 * Goes through a list, stretch by stretch, until `limit` rows were found or the patience is over. `look` goes through so
 * many rows behind a place, `null` being the beginning. A stretch is no longer than the time that is left, as the one
 * before went; the first is always gone through. Gives where to go on from; `null`: it came to the end.
 */
export async function walkFor<Row, Place>(
  limit: number,
  { stretch, patienceMs }: SearchBounds,
  look: (many: number, behind: Place | null, found: Row[]) => Promise<Stretch<Row, Place>>,
  startedAt = performance.now(),
): Promise<Walked<Row, Place>> {
  const endsAt = startedAt + patienceMs;
  const found: Row[] = [];
  let behind: Place | null = null;
  for (let many = stretch; ; ) {
    const lookedAt = performance.now();
    const { rows, upTo } = await look(many, behind, found);
    found.push(...rows);
    const now = performance.now();
    const affordable = (many * (endsAt - now)) / (now - lookedAt);
    if (upTo === null || found.length >= limit || !(affordable >= stretch / 2)) {
      return { found: found.slice(0, limit), lookedTo: upTo };
    }
    behind = upTo;
    many = Math.min(LONGEST_STRETCH, many * 2, Math.floor(affordable));
  }
}
