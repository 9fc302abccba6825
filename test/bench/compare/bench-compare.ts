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
  { name: '1,000 words, 3 edits', goal: '1×', before: thousand, after: editText(thousand, 3, 3), rounds: 60 },
  {
    name: '5,000 words, 30 edits',
    goal: '0.5×',
    before: fiveThousand,
    after: editText(fiveThousand, 30, 4),
    rounds: 20,
  },
  {
    name: '20,000 words, rewritten',
    goal: '250 ms',
    before: makeText(20_000, 5),
    after: makeText(20_000, 6),
    rounds: 3,
  },
];

/** Milliseconds of the middle round: one slow round on a shared machine says nothing. */
function median(rounds: number, run: () => void): number {
  const times = Array.from({ length: rounds }, () => {
    const start = performance.now();
    run();
    return performance.now() - start;
  });
  return times.sort((one, other) => one - other)[Math.floor(rounds / 2)] ?? 0;
}

function recordOf(paragraphs: string[]): Article {
  return makeRecord('A headline that stays', paragraphs);
}

function compareSpeeds({ name, goal, before, after, rounds }: Case): void {
  const shapes: [string, string[], string[]][] = [
    ['in paragraphs', breakText(before), breakText(after)],
    ['in one paragraph', [before], [after]],
  ];
  const isRewrite = goal.endsWith('ms');
  // diffWords takes minutes for a text wholly rewritten: that goal is a time.
  const peer = isRewrite ? null : median(rounds, () => diffWords(before, after));
  for (const [shape, from, to] of shapes) {
    const ours = median(rounds, () => {
      if (compareVersions(recordOf(from), recordOf(to)) === null) throw new Error('Nothing differs.');
    });
    const beside = peer === null ? '' : `, diffWords ${peer.toFixed(2)} ms: ${(ours / peer).toFixed(2)}×`;
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
