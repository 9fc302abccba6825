import { loadHarness } from '../extract/harness.ts';
import { ALTERATIONS } from './alter-body.ts';
import { type Trial, tryMutations } from './try-mutations.ts';

const GOAL = 98;

const print = (line: string) => process.stdout.write(`${line}\n`);

const harness = await loadHarness(process.env.STET_SHARED);
if (harness === null) {
  print('No pages to try: set STET_SHARED to the folder of shared test material.');
  process.exit(0);
}
const rounds = Number(process.argv[2] ?? 1);
const pages = harness.load(['fundus', 'scrapinghub', 'trafilatura']);
const trials: Trial[] = [];
for (let round = 0; round < rounds; round += 1) trials.push(...pages.flatMap((page) => tryMutations(page, round)));
for (const alteration of ['furniture', ...ALTERATIONS] as const) {
  const tried = trials.filter((trial) => trial.alteration === alteration);
  const right = tried.filter((trial) => trial.fault === null).length;
  const share = (100 * right) / tried.length;
  print(
    `${share >= GOAL ? '✓' : '✗'} ${alteration.padEnd(10)} ${share.toFixed(1)} % of ${tried.length} (goal ${GOAL})`,
  );
}
for (const { id, alteration, fault } of trials) {
  if (fault !== null) print(`  ${alteration} ${id.slice(0, 40)}: ${fault.slice(0, 400)}`);
}
