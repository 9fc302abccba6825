import { describe, expect, it } from 'vitest';
import { loadHarness } from '../../bench/extract/harness.ts';
import { ALTERATIONS } from '../../bench/mutations/alter-body.ts';
import { type Trial, tryMutations } from '../../bench/mutations/try-mutations.ts';

/**
 * Of a hundred pages that were meddled with, as many must give just the edit that was made, or none. Each round draws
 * other sentences: over three rounds they gave 98.0, which a single one may miss by a little.
 */
const SHARES = { furniture: 99, sentence: 97.5, figure: 99, name: 98, link: 98 };

const harness = await loadHarness(process.env.STET_SHARED);
if (harness === null) {
  process.stderr.write('Real pages are not meddled with: set STET_SHARED to the folder of shared test material.\n');
}

describe.skipIf(harness === null)('a real page that was fetched again', () => {
  const trials = (): Trial[] =>
    (harness?.load(['fundus', 'scrapinghub', 'trafilatura']) ?? []).flatMap((page) => tryMutations(page, 0));

  it('gives just the edit that was made in it, whatever became of its furniture', { timeout: 300_000 }, () => {
    const all = trials();
    for (const alteration of ['furniture', ...ALTERATIONS] as const) {
      const tried = all.filter((trial) => trial.alteration === alteration);
      const faults = tried.filter((trial) => trial.fault !== null);
      const share = 100 * (1 - faults.length / tried.length);
      expect(tried.length).toBeGreaterThan(150);
      expect(share, faults.map(({ id, fault }) => `${id}: ${fault}`).join('\n')).toBeGreaterThanOrEqual(
        SHARES[alteration],
      );
    }
  });
});
