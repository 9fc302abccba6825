/** A headline, and from when to when it stood; `until`: `null`, it stands. */
export type HeadlineRun = { headline: string | null; since: Date; until: Date | null; from: number; to: number };

/** The headlines of an article's versions, oldest first; those of versions in a row that have the same are one. */
export function tellHeadlines(versions: { number: number; seenAt: Date; headline: string | null }[]): HeadlineRun[] {
  const runs: HeadlineRun[] = [];
  for (const { number, seenAt, headline } of versions) {
    const last = runs.at(-1);
    if (last?.headline === headline) {
      last.to = number;
      continue;
    }
    if (last !== undefined) last.until = seenAt;
    runs.push({ headline, since: seenAt, until: null, from: number, to: number });
  }
  return runs;
}
