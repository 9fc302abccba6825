/** What is believed of a source that has told of nothing yet: half of what feeds tell is true. */
const PRIOR = { told: 2, confirmed: 1 };

/**
 * How likely an edit is that a source's feed or sitemap tells of, 0 to 1: as often as it was true before (Laplace's
 * rule of succession). Some feeds call every entry updated each time they are built.
 */
export function signalTrust({ told, confirmed }: { told: number; confirmed: number }): number {
  return (confirmed + PRIOR.confirmed) / (told + PRIOR.told);
}
