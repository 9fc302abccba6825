import { describe, expect, it } from 'vitest';
import { selectItems } from '../../../src/discover/select-items.ts';
import type { Item } from '../../../src/model/item.ts';
import type { Endpoint } from '../../../src/model/source.ts';

const now = new Date('2026-01-10T12:00:00Z');
const week = 7 * 24 * 3600 * 1000;
const feed: Endpoint = { kind: 'feed', url: 'https://paper.example/rss', newerThanMs: null, links: null };
const any = { match: null, identity: null };
const item = (url: string, rest: Partial<Item> = {}): Item => ({
  url,
  title: null,
  publishedAt: null,
  updatedAt: null,
  ...rest,
});

describe('selectItems', () => {
  it('keeps the order, each article once, and completes it from later mentions', () => {
    const items = [
      item('https://paper.example/b?utm_source=rss'),
      item('https://paper.example/a', { title: 'A' }),
      item('https://paper.example/b/', { title: 'B', publishedAt: '2026-01-09T00:00:00.000Z' }),
      item('no address'),
    ];
    expect(selectItems(items, feed, any, now)).toMatchObject([
      {
        url: 'https://paper.example/b',
        identity: 'paper.example/b',
        title: 'B',
        publishedAt: '2026-01-09T00:00:00.000Z',
        updatedAt: null,
      },
      { url: 'https://paper.example/a', identity: 'paper.example/a', title: 'A', publishedAt: null, updatedAt: null },
    ]);
  });

  it('takes only what matches', () => {
    const items = [item('https://paper.example/2026/01/09/x-a1'), item('https://paper.example/about')];
    const pattern = { match: /-a\d+$/, identity: /-a(\d+)$/ };
    expect(selectItems(items, feed, pattern, now).map((each) => each.identity)).toEqual(['1']);
  });

  it.each([
    ['published lately', item('https://paper.example/1', { publishedAt: '2026-01-04T12:00:00.000Z' }), true],
    ['published at the limit', item('https://paper.example/1', { publishedAt: '2026-01-03T12:00:00.000Z' }), true],
    ['published before', item('https://paper.example/1', { publishedAt: '2026-01-03T11:59:59.000Z' }), false],
    [
      'old, but edited lately',
      item('https://paper.example/1', {
        publishedAt: '2025-01-01T00:00:00.000Z',
        updatedAt: '2026-01-09T00:00:00.000Z',
      }),
      true,
    ],
    ['without a date', item('https://paper.example/1'), true],
    ['dated by its address', item('https://paper.example/2026/01/09/x'), true],
    ['old by its address', item('https://paper.example/2022/02/11/x'), false],
    ['old by another kind of address', item('https://paper.example/2022-02-11-x'), false],
    ['with a number that is no date', item('https://paper.example/20221399/x'), true],
  ])('newer than a week: %s', (_, each, isTaken) => {
    expect(selectItems([each], { ...feed, newerThanMs: week }, any, now).length).toBe(isTaken ? 1 : 0);
    expect(selectItems([each], feed, any, now).length).toBe(1);
  });

  it('keeps to the site itself where nothing says which links of a section are articles', () => {
    const items = [item('https://www.paper.example/a'), item('https://elsewhere.example/b')];
    const section: Endpoint = { ...feed, kind: 'section', url: 'https://paper.example/news' };
    expect(selectItems(items, section, any, now).length).toBe(1);
    expect(selectItems(items, { ...section, links: 'a' }, any, now).length).toBe(2);
    expect(selectItems(items, feed, any, now).length).toBe(2);
  });
});
