import { describe, expect, it } from 'vitest';
import { CHANGE_KINDS, type ChangeKind } from '../../../src/model/change.ts';
import { comparePages, comparePair, listFaults } from '../../helpers/golden-pairs/judge-pair.ts';
import { parsePairs, readPairs } from '../../helpers/golden-pairs/read-pairs.ts';

const pairs = readPairs();
/** Kinds that no two records can give: they come of an article's history and life. */
const OF_HISTORY = [
  'reverted',
  'headline-test',
  'gone',
  'soft-gone',
  'redirected',
  'withdrawn',
  'paywalled',
  'blocked',
];
const OF_LIFE = ['restored', 'moved'];

describe('golden pairs', () => {
  it.each(pairs.filter(({ page }) => page !== true))('$file: $name', (pair) => {
    expect(listFaults(pair, comparePair(pair))).toEqual([]);
  });

  it.each(pairs.filter(({ page }) => typeof page !== 'string'))('$file: $name, as pages', (pair) => {
    expect(listFaults(pair, comparePages(pair))).toEqual([]);
  });
});

describe('the set of golden pairs', () => {
  it('has a name for each pair, and no two of one name', () => {
    const names = pairs.map(({ file, name }) => `${file}: ${name}`);
    expect(new Set(names).size).toBe(names.length);
  });

  it.each(['en', 'de', 'fr', 'es', 'ru', 'uk'])('has at least 15 pairs in %s', (language) => {
    expect(pairs.filter((pair) => pair.language === language).length).toBeGreaterThanOrEqual(15);
  });

  const kinds = CHANGE_KINDS.filter((kind) => ![...OF_HISTORY, ...OF_LIFE].includes(kind));
  it.each(kinds)('asks for the kind %s, and forbids it, four times at least', (kind) => {
    const count = (list: 'must' | 'mustNot') => pairs.filter((pair) => pair[list]?.includes(kind as ChangeKind)).length;
    expect(count('must')).toBeGreaterThanOrEqual(4);
    expect(count('mustNot')).toBeGreaterThanOrEqual(4);
  });

  it.each([
    ['an unknown kind', 'pairs: [{ name: a, language: en, before: a, after: b, must: [figures] }]', /figures|must/],
    ['an unknown key', 'pairs: [{ name: a, language: en, before: a, after: b, mst: [figure] }]', /mst/],
    ['an unknown part', 'pairs: [{ name: a, language: en, before: { title: a }, after: b }]', /before/],
    ['no pairs', 'language: en', /pairs/],
  ])('refuses a file with %s', (_, yaml, message) => {
    expect(() => parsePairs(yaml, 'a.yaml')).toThrow(message);
  });
});
