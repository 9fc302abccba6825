import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareVersions } from '../../../src/compare/compare-versions.ts';
import { diffWords } from '../../../src/compare/words/diff-words.ts';
import { heaviestGrowing } from '../../../src/compare/words/heaviest-growing.ts';
import { matchSequences, type Pair } from '../../../src/compare/words/match-sequences.ts';
import { makeRecord } from '../../helpers/articles.ts';
import { joinWords } from './apply-change.ts';

const mark = (before: string, after: string, language: string | null = 'en') =>
  diffWords(before, after, language)
    .map(({ op, text }) => ({ same: text, removed: `[-${text}-]`, added: `{+${text}+}` })[op])
    .join('');

describe('diffWords', () => {
  it.each([
    ['He got 7 months.', 'He got 18 months.', 'He got [-7-]{+18+} months.'],
    ['It cost $1,200 then', 'It cost $1,300 then', 'It cost [-$1,200-]{+$1,300+} then'],
    ['said Sergei Lavrov here', 'said Sergei Shoigu here', 'said [-Sergei Lavrov-]{+Sergei Shoigu+} here'],
    ['the peace plan', 'the ‘peace’ plan', 'the [-peace-]{+‘peace’+} plan'],
    ['a c', 'a b c', 'a{+ b+} c'],
    ['One. Two came.', 'Two came.', '[-One. -]Two came.'],
    ['from 12 to 21 men', 'from 13 to 22 men', 'from [-12-]{+13+} to [-21-]{+22+} men'],
    ['', 'new', '{+new+}'],
    ['same', 'same', 'same'],
  ])('%s → %s', (before, after, marked) => {
    expect(mark(before, after)).toBe(marked);
  });

  it('compares words of scripts without spaces', () => {
    expect(mark('我们明天去北京。', '我们明天去上海。', 'zh')).toBe('我们明天去[-北京-]{+上海+}。');
  });

  it('does not pick common words out of two unrelated sentences', () => {
    const edits = diffWords(
      'The minister of the interior resigned after a vote on the budget of the year.',
      'Snow fell over the whole north, and the trains of that region stood still until evening.',
      'en',
    );
    expect(edits.filter(({ op }) => op !== 'same')).toHaveLength(2);
  });

  it('gives back both texts, whatever they are', () => {
    const text = fc
      .array(fc.constantFrom('a', 'the', 'Kyiv', '12', '“', '”', '.', ' ', '\n', '  ', '说', '’s'), { maxLength: 40 })
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(text, text, (before, after) => {
        expect(joinWords(diffWords(before, after, null))).toEqual({ before, after });
      }),
      { numRuns: 500 },
    );
  });
});

describe('matchSequences', () => {
  const items = fc.array(fc.nat(5), { maxLength: 14 });

  it('finds a longest common subsequence of short sequences', () => {
    fc.assert(
      fc.property(items, items, (a, b) => {
        const pairs = matchSequences(a, b);
        for (const [i, j] of pairs) expect(a[i]).toBe(b[j]);
        for (const [at, [i, j]] of pairs.entries()) {
          const next = pairs[at + 1];
          if (next !== undefined) expect(next[0] > i && next[1] > j).toBe(true);
        }
        expect(pairs.length).toBe(longestCommon(a, b));
      }),
      { numRuns: 500 },
    );
  });

  it('keeps what is the same on both sides of a long rewriting', () => {
    const rest = (from: number) => Array.from({ length: 5_000 }, (_, at) => from + at);
    const landmark = [-1, -2, -3];
    const a = [...rest(0), ...landmark, ...rest(10_000)];
    const b = [...rest(20_000), ...landmark, ...rest(30_000)];
    expect(matchSequences(a, b)).toEqual([0, 1, 2].map((at) => [5_000 + at, 5_000 + at]));
  });
});

describe('heaviestGrowing', () => {
  it('weighs no less than any other growing list', () => {
    const permutation = fc
      .integer({ min: 1, max: 7 })
      .chain((length) =>
        fc.tuple(
          fc.shuffledSubarray([0, 1, 2, 3, 4, 5, 6].slice(0, length), { minLength: length }),
          fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 7, maxLength: 7 }),
        ),
      );
    fc.assert(
      fc.property(permutation, ([places, weights]) => {
        const pairs = places.map((place, at): Pair => [at, place]);
        const weigh = ([i]: Pair) => weights[i] ?? 0;
        const total = (list: Pair[]) => list.reduce((sum, pair) => sum + weigh(pair), 0);
        const isGrowing = (list: Pair[]) => list.every(([, j], at) => at === 0 || (list[at - 1]?.[1] ?? 0) < j);
        const found = heaviestGrowing(pairs, weigh);
        expect(isGrowing(found)).toBe(true);
        const subsets = Array.from({ length: 2 ** pairs.length }, (_, bits) =>
          pairs.filter((_pair, at) => (bits >> at) & 1),
        );
        expect(total(found)).toBe(Math.max(...subsets.filter(isGrowing).map(total)));
      }),
    );
  });
});

describe('a text of 20,000 words', () => {
  // No clock: a search without its cap would not end within the test's own limit by a factor of ten.
  const body = (letter: string) =>
    Array.from({ length: 500 }, (_, at) =>
      Array.from({ length: 40 }, (_word, n) => `${letter}${(at * 40 + n * 7_919) % 3_001}`).join(' '),
    );

  it('is compared when all of it was rewritten', () => {
    const change = compareVersions(makeRecord('x', body('a')), makeRecord('x', body('b')));
    expect(change?.kinds).toEqual(['rewritten']);
  });

  it('is compared when it is one paragraph', () => {
    const change = compareVersions(
      makeRecord('x', [body('a').join(' ')]),
      makeRecord('x', [`${body('a').join(' ')} b1 b2`]),
    );
    expect(change?.blocks[0]?.words.filter(({ op }) => op !== 'same')).toEqual([{ op: 'added', text: ' b1 b2' }]);
  });
});

function longestCommon(a: number[], b: number[]): number {
  const rows = [new Array<number>(b.length + 1).fill(0)];
  for (const item of a) {
    const last = rows.at(-1) ?? [];
    const row = [0];
    for (const [j, other] of b.entries())
      row.push(item === other ? (last[j] ?? 0) + 1 : Math.max(last[j + 1] ?? 0, row[j] ?? 0));
    rows.push(row);
  }
  return rows.at(-1)?.at(-1) ?? 0;
}
