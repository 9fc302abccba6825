import { describe, expect, it } from 'vitest';
import { findHub } from '../../../../src/discover/websub/find-hub.ts';
import { parseLinkHeader } from '../../../../src/discover/websub/parse-link-header.ts';

const URL_OF_FEED = 'https://paper.example/feed';
const find = (body: string, link?: string) =>
  findHub({ url: new URL(URL_OF_FEED), bytes: new TextEncoder().encode(body), contentType: 'application/xml' }, link);

const RSS = (head: string, items = '<item><link>https://paper.example/a</link></item>') =>
  `<?xml version="1.0"?><rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel>${head}${items}</channel></rss>`;
const HUB = 'https://hub.example/';

describe('findHub', () => {
  it.each<[string, string, string | undefined, ReturnType<typeof findHub>]>([
    [
      'in RSS',
      RSS(`<atom:link rel="hub" href="${HUB}"/><atom:link rel="self" href="https://paper.example/rss"/>`),
      undefined,
      { hub: HUB, topic: 'https://paper.example/rss' },
    ],
    [
      'in Atom, several relations in one link',
      `<feed xmlns="http://www.w3.org/2005/Atom"><link rel="next hub" href="${HUB}"/><link rel="self" href="/atom"/></feed>`,
      undefined,
      { hub: HUB, topic: 'https://paper.example/atom' },
    ],
    [
      'in JSON Feed',
      JSON.stringify({
        feed_url: 'https://paper.example/f.json',
        hubs: [
          { type: 'rssCloud', url: 'x' },
          { type: 'WebSub', url: HUB },
        ],
      }),
      undefined,
      { hub: HUB, topic: 'https://paper.example/f.json' },
    ],
    [
      'without self: where it was found',
      RSS(`<atom:link rel="hub" href="${HUB}"/>`),
      undefined,
      { hub: HUB, topic: URL_OF_FEED },
    ],
    [
      'in the header before the body',
      RSS('<atom:link rel="hub" href="https://other.example/"/>'),
      `<${HUB}>; rel="hub", <https://paper.example/h>; rel=self`,
      { hub: HUB, topic: 'https://paper.example/h' },
    ],
    ['not in an item', RSS('', `<item><atom:link rel="hub" href="${HUB}"/></item>`), undefined, null],
    ['not in an entry', `<feed><entry><link rel="hub" href="${HUB}"/></entry></feed>`, undefined, null],
    ['not by another scheme', RSS('<atom:link rel="hub" href="ftp://hub.example/"/>'), undefined, null],
    ['not where none is', RSS('<atom:link rel="self" href="https://paper.example/rss"/>'), undefined, null],
    ['not in what is no JSON', '{"hubs": [', undefined, null],
    ['not in a body of a web page', `<html><body><link rel="hub" href="${HUB}"></body></html>`, undefined, null],
  ])('%s', (_where, body, link, expected) => {
    expect(find(body, link)).toEqual(expected);
  });
});

describe('parseLinkHeader', () => {
  it.each<[string, { href: string; rels: string[] }[]]>([
    ['<https://a.example/>; rel=hub', [{ href: 'https://a.example/', rels: ['hub'] }]],
    ['<a>; title="x, <b>; rel=hub"; rel="self next"', [{ href: 'a', rels: ['self', 'next'] }]],
    [
      '<a>;rel="HUB",<b>;rel=self',
      [
        { href: 'a', rels: ['hub'] },
        { href: 'b', rels: ['self'] },
      ],
    ],
    ['<a>; rel=hub; rel=self', [{ href: 'a', rels: ['hub'] }]],
    ['<a,b?c;d>; rel=hub', [{ href: 'a,b?c;d', rels: ['hub'] }]],
    ['rel=hub', []],
    ['<a', []],
  ])('%s', (header, expected) => {
    expect(parseLinkHeader(header)).toEqual(expected);
  });

  it('reads hostile ones in no time', () => {
    const began = performance.now();
    parseLinkHeader('<a>;'.repeat(100_000));
    parseLinkHeader(`<a>${'; a="'.repeat(100_000)}`);
    parseLinkHeader(`<a>${' ; rel'.repeat(100_000)}`);
    expect(performance.now() - began).toBeLessThan(2_000);
  });
});
