import { describe, expect, it } from 'vitest';
import { compareVersions } from '../../../src/compare/compare-versions.ts';
import { gistOf } from '../../../src/compare/history/gist-of.ts';
import { GIST_VERSION } from '../../../src/compare/history/gist-version.ts';
import type { Article } from '../../../src/model/article.ts';
import type { Block } from '../../../src/model/block.ts';
import { makeRecord } from '../../helpers/articles.ts';
import { makeSide } from '../../helpers/golden-pairs/make-side.ts';
import { readPairs } from '../../helpers/golden-pairs/read-pairs.ts';

const pairs = readPairs().flatMap(({ file, name, language, before, after, page }) => {
  if (page === true) return [];
  const [from, to] = [makeSide(before, language), makeSide(after, language)];
  return [{ file, name, from, to, change: compareVersions(from, to) }];
});

const rich = (text: string) => ({
  text,
  spans: [{ start: 0, end: 3, kind: 'link' as const, href: 'https://a.example/?utm_x=1' }],
});
const picture = { url: 'https://img.example/w_640/a-300x200.jpg?w=1', alt: 'A “b”', caption: 'C – d', credit: 'E' };

/** A record with all kinds of block, and furniture by each rule. */
const SAMPLE: Article = {
  ...makeRecord('A “headline”'),
  ...{ kicker: 'K', dek: 'D…', section: 'News', tags: ['b', 'A', 'a'], leadImage: picture, isAccessibleForFree: true },
  byline: { text: 'By Ann Roe · 2 hours ago', authors: [{ name: 'Ann Roe', url: 'https://a.example/' }] },
  publishedAt: '2026-03-03T10:00:00+01:00',
  notes: [
    { kind: 'update', text: 'Updated 2 hours ago' },
    { kind: 'correction', text: 'Correction: it was 7.' },
  ],
  body: [
    ...[
      'One — two.',
      '87 comments',
      '4 min read',
      'Anzeige',
      'Tuesday, 3 March 2026, 14:05:22',
      'Updated 2 hours ago',
    ].map((text): Block => ({ type: 'paragraph', ...rich(text) })),
    { type: 'heading', level: 2, ...rich('A heading') },
    { type: 'quote', citation: 'Ann', ...rich('We wait.') },
    { type: 'list', ordered: false, items: [rich('One.'), rich('Two.')] },
    {
      type: 'table',
      rows: [
        ['a', 'b'],
        ['1', '2'],
      ],
    },
    { type: 'image', ...picture },
    { type: 'embed', provider: 'x', url: 'http://x.example/1/', author: 'A', handle: '@a', date: null, text: 'Post' },
    { type: 'related', title: 'More', url: 'https://a.example/2', label: 'news' },
    { type: 'aside', ...rich('An aside') },
    { type: 'live-entry', id: '1', time: '10:00', blocks: [{ type: 'paragraph', ...rich('It began.') }] },
  ],
};

describe('the gist of a record', () => {
  it.each(pairs.filter(({ change }) => change === null || change.noise))('is one: $file: $name', ({ from, to }) => {
    expect(gistOf(from)).toBe(gistOf(to));
  });

  it.each(pairs.filter(({ change }) => change?.noise === false))('is another: $file: $name', ({ from, to }) => {
    expect(gistOf(from)).not.toBe(gistOf(to));
  });

  it('is kept, so one that is made otherwise needs another GIST_VERSION: raise it, and write both here', () => {
    expect({ version: GIST_VERSION, gist: gistOf(SAMPLE) }).toEqual({
      version: 1,
      gist: 'eda2938b9a17c1a777ae4d7cf67f73218a274af6e4c023dde3d4082bbf13e68d',
    });
  });

  it('does not hang on the order of keys', () => {
    for (const { from } of pairs) expect(gistOf(JSON.parse(JSON.stringify(from, sortedKeys)))).toBe(gistOf(from));
  });
});

function sortedKeys(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)));
}
