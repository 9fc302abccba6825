import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareVersions } from '../../../src/compare/compare-versions.ts';
import { type Article, WATCHED_FIELDS } from '../../../src/model/article.ts';
import { CHANGE_KINDS } from '../../../src/model/change.ts';
import { applyBlockChanges, bareChange, joinWords, mirrorChange } from './apply-change.ts';
import { arbitraryArticle, arbitraryEdit, refurnish } from './arbitrary-article.ts';

const pair = fc.oneof(arbitraryEdit, fc.tuple(arbitraryArticle, arbitraryArticle));
const copy = <T>(value: T): T => structuredClone(value);

describe('compareVersions, for any two records', () => {
  it('finds nothing between a record and itself', () => {
    fc.assert(
      fc.property(arbitraryArticle, (article) => {
        expect(compareVersions(article, copy(article))).toBeNull();
      }),
    );
  });

  it('finds something exactly when a watched field differs', () => {
    fc.assert(
      fc.property(pair, ([from, to]) => {
        const differs = WATCHED_FIELDS.some((field) => JSON.stringify(from[field]) !== JSON.stringify(to[field]));
        expect(compareVersions(from, to) !== null).toBe(differs);
      }),
    );
  });

  it('gives the later body when it is applied to the earlier one', () => {
    fc.assert(
      fc.property(pair, ([from, to]) => {
        const change = compareVersions(from, to);
        expect(applyBlockChanges(from.body, change?.blocks ?? [])).toEqual(to.body);
      }),
      { numRuns: 500 },
    );
  });

  it('gives both texts from the words of every field', () => {
    fc.assert(
      fc.property(pair, ([from, to]) => {
        for (const { words, ...change } of compareVersions(from, to)?.fields ?? []) {
          expect(joinWords(words)).toEqual({ before: change.from ?? '', after: change.to ?? '' });
        }
      }),
    );
  });

  it('gives the mirror image when the sides are swapped', () => {
    fc.assert(
      fc.property(pair, ([from, to]) => {
        const forth = compareVersions(from, to);
        const back = compareVersions(to, from);
        expect(back === null).toBe(forth === null);
        if (forth === null || back === null) return;
        expect(mirrorChange(back)).toEqual(bareChange(forth));
        expect(back.noise).toBe(forth.noise);
      }),
      { numRuns: 500 },
    );
  });

  it('explains every kind that it gives, and weighs noise as nothing', () => {
    fc.assert(
      fc.property(pair, ([from, to]) => {
        const change = compareVersions(from, to);
        if (change === null) return;
        expect(change.kinds.length).toBeGreaterThan(0);
        expect(change.reasons.map((reason) => reason.split(': ')[0])).toEqual(change.kinds);
        expect(CHANGE_KINDS.filter((kind) => change.kinds.includes(kind))).toEqual(change.kinds);
        expect(change.importance > 0 && change.importance <= 1).toBe(!change.noise);
        if (change.noise) expect(change.silent).toBe(false);
      }),
      { numRuns: 500 },
    );
  });

  it('gives the same kinds, importance and silence whatever the furniture of either side', () => {
    const judgement = (from: Article, to: Article) => {
      const change = compareVersions(from, to);
      if (change === null || change.noise) return null;
      const { kinds, importance, reasons, silent } = change;
      return { kinds, importance, silent, reasons: reasons.length };
    };
    fc.assert(
      fc.property(pair, fc.nat(), ([from, to], seed) => {
        expect(judgement(from, refurnish(to, seed))).toEqual(judgement(from, to));
        expect(judgement(refurnish(from, seed), to)).toEqual(judgement(from, to));
      }),
      { numRuns: 500 },
    );
  });

  it('does not look at the order of keys, which a database changes', () => {
    const reverseKeys = (value: unknown): unknown => {
      if (Array.isArray(value)) return value.map(reverseKeys);
      if (typeof value !== 'object' || value === null) return value;
      return Object.fromEntries(
        Object.entries(value)
          .reverse()
          .map(([key, part]) => [key, reverseKeys(part)]),
      );
    };
    fc.assert(
      fc.property(arbitraryArticle, (article) => {
        expect(compareVersions(article, reverseKeys(article) as typeof article)).toBeNull();
      }),
    );
  });
});
