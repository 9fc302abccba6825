import { describe, expect, it } from 'vitest';
import { compareWithHistory } from '../../../src/compare/history/compare-with-history.ts';
import { gistOf } from '../../../src/compare/history/gist-of.ts';
import type { Article } from '../../../src/model/article.ts';
import type { ChangeKind } from '../../../src/model/change.ts';
import type { PastVersion } from '../../../src/model/visit.ts';
import { makeRecord } from '../../helpers/articles.ts';

const START = Date.parse('2026-03-03T09:00:00Z');
const HOUR = 3_600_000;

/** Keeps records, `hours` apart, as versions, as visits would; gives what each but the first came to. */
function publish(records: Article[], hours: number): (ChangeKind[] | 'noise' | null)[] {
  const history: PastVersion[] = [];
  let before: Article | null = null;
  return records.flatMap((record, place) => {
    const seenAt = new Date(START + place * hours * HOUR);
    const change = before === null ? null : compareWithHistory(before, record, history, seenAt);
    const isFirst = before === null;
    if (isFirst || (change !== null && !change.noise)) {
      const { digest, headline } = record;
      history.push({
        number: history.length + 1,
        digest,
        gist: gistOf(record),
        headline,
        seenAt,
        kinds: change?.kinds ?? [],
      });
      before = record;
    }
    if (isFirst) return [];
    return [change?.noise ? ('noise' as const) : (change?.kinds ?? null)];
  });
}

const [a, b] = [makeRecord('Minister stays'), makeRecord('Minister to stay after all')];
const edited = makeRecord('Minister stays', ['He got 18 months.']);

describe('a version that is again as an earlier one', () => {
  it('is reverted to it', () => {
    const seven = makeRecord('A trial', ['He got 7 months.']);
    const more = makeRecord('A trial', ['He got 18 months.']);
    expect(publish([seven, more, seven], 1)).toEqual([
      ['lead', 'figure'],
      ['lead', 'figure', 'reverted'],
    ]);
  });

  it('says to which, and is as important as the edit that it takes back', () => {
    const records = [makeRecord('A trial', ['He got 7 months.']), makeRecord('A trial', ['He got 18 months.'])];
    const [first, second] = records as [Article, Article];
    const history = records.map(({ digest, headline }, place) => ({
      ...{ number: place + 1, digest, gist: null, headline, seenAt: new Date(START), kinds: [] },
    }));
    const change = compareWithHistory(second, first, history, new Date(START));
    expect(change?.reasons).toContain('reverted: to version 1');
    expect(change?.importance).toBe(compareWithHistory(first, second, [], new Date(START))?.importance);
  });

  it.each<[string, Article, Article]>([
    ['another counter', makeRecord('A', ['One.', '1,204 shares']), makeRecord('A', ['One.', '1,310 shares'])],
    ['an advert label', makeRecord('A', ['One.']), makeRecord('A', ['Advertisement', 'One.'])],
    ['another hour', makeRecord('A', ['Ann Roe · 2 hours ago']), makeRecord('A', ['Ann Roe · 5 hours ago'])],
    ['other quotation marks', makeRecord('"A"', ['"Two."']), makeRecord('“A”', ['“Two.”'])],
    ['other tags', { ...makeRecord('A'), tags: ['b', 'c'] }, { ...makeRecord('A'), tags: ['C', 'b'], digest: 'x' }],
  ])('is reverted to it with %s too', (_, first, again) => {
    const between = { ...first, body: makeRecord('', ['He got 18 months.', 'Nobody spoke.']).body, digest: 'y' };
    expect(first.digest).not.toBe(again.digest);
    expect(publish([first, between, again], 1).at(-1)).toContain('reverted');
  });

  it('is not reverted to one that says something else', () => {
    const told = ['He got 7 months.', 'He got 18 months.', 'He got 9 months.'].map((text) => makeRecord('A', [text]));
    expect(publish(told, 1).flat()).not.toContain('reverted');
  });

  it('cannot be told where the earlier one was read by another extractor', () => {
    const old: PastVersion = {
      number: 1,
      digest: null,
      gist: null,
      headline: 'Other',
      seenAt: new Date(START),
      kinds: [],
    };
    const latest: PastVersion = {
      number: 2,
      digest: edited.digest,
      gist: gistOf(edited),
      headline: a.headline,
      seenAt: new Date(START),
      kinds: [],
    };
    expect(compareWithHistory(edited, a, [old, latest], new Date(START))?.kinds).not.toContain('reverted');
  });
});

describe('a headline that alternates', () => {
  it('is a test, and is said to be once', () => {
    expect(publish([a, b, a, b, a, b, a], 2)).toEqual([
      ['headline'],
      ['headline', 'reverted'],
      ['reverted', 'headline-test'],
      'noise',
      null,
      'noise',
    ]);
  });

  it('is a test whatever furniture differs from one version to the next', () => {
    const headlines = ["Minister's staying", 'Minister to go', 'Minister’s staying', 'Minister to go'];
    const records = headlines.map((headline, place) => makeRecord(headline, ['One.', `${1_000 + place} shares`]));
    expect(publish(records, 2)).toEqual([['headline'], ['headline', 'reverted'], ['reverted', 'headline-test']]);
  });

  it('is an edit like any other when it is back after days', () => {
    const headlines = [['headline'], ['headline', 'reverted'], ['headline', 'reverted']];
    expect(publish([a, b, a, b], 48)).toEqual(headlines);
  });

  it('is no test when it was taken back once: that may be the edit of the day', () => {
    expect(publish([a, b, a], 1)).toEqual([['headline'], ['headline', 'reverted']]);
    expect(publish([a, b, a, makeRecord('Minister goes')], 1).at(-1)).toEqual(['headline']);
  });

  it('is believed when it is still there a day later', () => {
    const settled = Array.from({ length: 15 }, () => a);
    expect(publish([a, b, a, b, ...settled], 2).filter((kinds) => kinds !== 'noise')).toEqual([
      ['headline'],
      ['headline', 'reverted'],
      ['reverted', 'headline-test'],
      ['headline', 'reverted'],
      null,
      null,
    ]);
  });

  it('hides no edit that comes with it', () => {
    const both = makeRecord('Minister to stay after all', ['He got 18 months.']);
    const kinds = publish([a, b, a, b, a, b, both], 1).at(-1);
    expect(kinds).toContain('lead');
    expect(kinds).not.toContain('headline');
  });

  it('is weighed as what it is: a test', () => {
    const history = [a, b, a].map(({ digest, headline }, place) => ({
      ...{ number: place + 1, digest, gist: null, headline, seenAt: new Date(START), kinds: [] },
    }));
    expect(compareWithHistory(a, b, history, new Date(START))).toMatchObject({ importance: 0.2, silent: false });
  });
});
