import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareVersions } from '../../../src/compare/compare-versions.ts';
import type { Article } from '../../../src/model/article.ts';
import type { Change } from '../../../src/model/change.ts';
import { makeRecord } from '../../helpers/articles.ts';
import { comparePair } from '../../helpers/golden-pairs/judge-pair.ts';
import { readPairs } from '../../helpers/golden-pairs/read-pairs.ts';
import { arbitraryArticle, arbitraryEdit } from './arbitrary-article.ts';

const pairs = readPairs();

function importanceOf(name: string): number {
  const pair = pairs.find((one) => one.name === name);
  if (pair === undefined) throw new Error(`There is no golden pair "${name}".`);
  return comparePair(pair)?.importance ?? 0;
}

function compare(before: Article, after: Article): Change {
  const change = compareVersions(before, after);
  if (change === null) throw new Error('Nothing differs.');
  return change;
}

describe('importance', () => {
  it.each([
    ['an English retraction', 'an English correction in its own box'],
    ['an English correction in its own box', 'a figure in the headline'],
    ['a figure in the headline', 'a death toll is raised'],
    ['a death toll is raised', 'a headline is softened'],
    ['another country is blamed', 'a suspect becomes the killer'],
    ['one word of a quotation', 'said becomes claimed'],
    ['will becomes may', 'a link is added'],
    ['a denial is added', 'a paragraph is added'],
    ['a paragraph is added', 'terrorists become militants'],
    ['a denial is added', 'a word is swapped that says nothing of who speaks'],
    ["a link's target is swapped under the same words", 'a link is taken away'],
    ['the last paragraph becomes the first', 'a paragraph moves within the text'],
    ['a word is swapped that says nothing of who speaks', 'a passive made active'],
    ['a passive made active', 'Kiev becomes Kyiv'],
    ['Kiev becomes Kyiv', 'a slip of two swapped letters'],
    ['a slip in the headline', 'a comma comes'],
    ['a slip of two swapped letters', 'curly quotation marks'],
  ])('%s matters more than %s', (heavier, lighter) => {
    expect(importanceOf(heavier)).toBeGreaterThan(importanceOf(lighter));
  });

  it('counts the headline and the beginning for more than the end', () => {
    const others = Array.from({ length: 20 }, (_, at) => `Paragraph ${at} says something that nobody touched.`);
    const body = (people: number) => `There ${people} people were waiting for a boat.`;
    const first = compare(makeRecord('x', [body(12), ...others]), makeRecord('x', [body(21), ...others]));
    const last = compare(makeRecord('x', [...others, body(12)]), makeRecord('x', [...others, body(21)]));
    const headline = compare(makeRecord('12 people wait', others), makeRecord('21 people wait', others));
    expect(headline.importance).toBeGreaterThan(last.importance);
    expect(first.importance).toBeGreaterThan(last.importance);
    expect(last.importance).toBeGreaterThanOrEqual(0.5);
    expect(last.terms).toContainEqual({ term: 'place', value: -0.06, why: '100 % down the text' });
  });

  it.each(pairs)('is the sum of its terms: $file: $name', (pair) => {
    expectSum(comparePair(pair));
  });

  it('is the sum of its terms for any two records', () => {
    fc.assert(
      fc.property(fc.oneof(arbitraryEdit, fc.tuple(arbitraryArticle, arbitraryArticle)), ([from, to]) => {
        expectSum(compareVersions(from, to));
      }),
    );
  });
});

function expectSum(change: Change | null): void {
  if (change === null) return;
  const sum = change.terms.reduce((total, { value }) => total + value, 0);
  expect(change.importance).toBeCloseTo(Math.min(1, Math.max(0, sum)), 5);
  expect(change.terms.length > 0).toBe(!change.noise);
}

describe('a modified time that moved', () => {
  const record = (modifiedAt: string | null): Article => ({ ...makeRecord('x'), modifiedAt });
  const [early, late] = ['2026-03-03T08:00:00Z', '2026-03-03T11:30:00Z'];

  it('is a flag of its own where nothing else differs', () => {
    expect(compareVersions(record(early), record(late))).toMatchObject({
      ...{ kinds: ['dates'], noise: true, touched: true, silent: false, importance: 0, fields: [], blocks: [] },
      passedOver: [{ rule: 'touched', what: `modified ${early} → ${late}` }],
      reasons: [`dates: modified ${early} → ${late}`],
    });
  });

  it.each([
    ['the same instant in another zone', early, '2026-03-03T10:00:00+02:00'],
    ['a time that came', null, late],
    ['a time that went', early, null],
  ])('is none for %s', (_, before, after) => {
    expect(compareVersions(record(before), record(after))).toBeNull();
  });

  it('is said beside furniture too, and not beside an edit', () => {
    const tagged = { ...record(late), tags: ['b', 'a'] };
    expect(compareVersions({ ...record(early), tags: ['a', 'b'] }, tagged)).toMatchObject({
      ...{ noise: true, touched: true, kinds: ['tags', 'dates'] },
    });
    const edited = compareVersions(record(early), { ...record(late), headline: 'Another thing altogether' });
    expect(edited).toMatchObject({ noise: false, touched: false, silent: false });
    expect(edited?.kinds).not.toContain('dates');
  });
});
