/** How fast two versions are compared, beside npm `diff`'s diffWords on the same texts in the same run. */
import { diffWords } from 'diff';
import { compareVersions } from '../../../src/compare/compare-versions.ts';
import type { Article } from '../../../src/model/article.ts';
import { makeRecord } from '../../helpers/articles.ts';
import { breakText, editText, makeText } from './make-text.ts';

type Case = { name: string; goal: string; before: string; after: string; rounds: number };

const thousand = makeText(1_000, 1);
const fiveThousand = makeText(5_000, 2);
const CASES: Case[] = [
  { name: '1,000 words, 3 edits', goal: '1×', before: thousand, after: editText(thousand, 3, 3), rounds: 200 },
  {
    name: '5,000 words, 30 edits',
    goal: '0.5×',
    before: fiveThousand,
    after: editText(fiveThousand, 30, 4),
    rounds: 100,
  },
  {
    name: '20,000 words, rewritten',
    goal: '250 ms',
    before: makeText(20_000, 5),
    after: makeText(20_000, 6),
    rounds: 3,
  },
];

/**
 * Milliseconds of the middle round of each, in turns, so that other work on the machine slows all alike. The first
 * rounds do not count: the daemon runs for months, and what it costs to compile is not what a comparison costs.
 */
function medians(rounds: number, runs: (() => void)[]): number[] {
  const times = runs.map((): number[] => []);
  for (let round = 0; round < 2 * rounds; round += 1) {
    for (const [index, run] of runs.entries()) {
      const start = performance.now();
      run();
      if (round >= rounds) times[index]?.push(performance.now() - start);
    }
  }
  return times.map((list) => list.sort((one, other) => one - other)[Math.floor(rounds / 2)] ?? 0);
}

function recordOf(paragraphs: string[]): Article {
  return makeRecord('A headline that stays', paragraphs);
}

function compareSpeeds({ name, goal, before, after, rounds }: Case): void {
  const compare = (from: Article, to: Article) => () => {
    if (compareVersions(from, to) === null) throw new Error('Nothing differs.');
  };
  const inParagraphs = compare(recordOf(breakText(before)), recordOf(breakText(after)));
  const inOne = compare(recordOf([before]), recordOf([after]));
  // diffWords takes minutes for a text wholly rewritten: that goal is a time.
  const peers = goal.endsWith('ms') ? [] : [() => void diffWords(before, after)];
  const [many = 0, one = 0, peer] = medians(rounds, [inParagraphs, inOne, ...peers]);
  for (const [shape, ours] of [
    ['in paragraphs', many],
    ['in one paragraph', one],
  ] as const) {
    const beside = peer === undefined ? '' : `, diffWords ${peer.toFixed(2)} ms: ${(ours / peer).toFixed(2)}×`;
    process.stdout.write(`${name}, ${shape}: ${ours.toFixed(2)} ms${beside} (goal ${goal})\n`);
  }
}

function measureGrowth(): void {
  const heapAfter = (count: number): number => {
    for (let run = 0; run < count; run += 1) {
      const text = makeText(300, run);
      compareVersions(recordOf(breakText(text)), recordOf(breakText(editText(text, 3, run))));
    }
    globalThis.gc?.();
    return process.memoryUsage().heapUsed / 1e6;
  };
  const early = heapAfter(1_000);
  const late = heapAfter(9_000);
  process.stdout.write(`heap after 1,000 comparisons: ${early.toFixed(1)} MB, after 10,000: ${late.toFixed(1)} MB\n`);
}

for (const each of CASES) compareSpeeds(each);
measureGrowth();
