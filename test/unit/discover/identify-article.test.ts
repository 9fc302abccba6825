import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { identifyArticle } from '../../../src/discover/identify-article.ts';
import { normaliseUrl } from '../../../src/discover/normalise-url.ts';

describe('normaliseUrl', () => {
  it.each([
    ['HTTPS://Paper.Example:443/a', 'https://paper.example/a'],
    ['http://paper.example:80', 'http://paper.example/'],
    ['https://paper.example./a#top', 'https://paper.example/a'],
    ['https://u:p@paper.example/a', 'https://paper.example/a'],
    ['https://paper.example/a?utm_source=x&UTM_Medium=y&fbclid=1', 'https://paper.example/a'],
    ['https://paper.example/a?id=5&utm_source=x&page=2', 'https://paper.example/a?id=5&page=2'],
    ['https://paper.example/a?b=%20c+d&e&at_medium=rss', 'https://paper.example/a?b=%20c+d&e'],
    ['https://paper.example/a?utm%5Fsource=x', 'https://paper.example/a'],
    ['https://paper.example/a?%zz=1', 'https://paper.example/a?%zz=1'],
    ['https://paper.example/a?', 'https://paper.example/a'],
    ['https://paper.example/%66oo%7e/%d0%bd', 'https://paper.example/foo~/%D0%BD'],
    ['https://paper.example/a/%2e%2e/b/../c', 'https://paper.example/c'],
    ['https://paper.example/a%2Fb', 'https://paper.example/a%2Fb'],
    ['https://paper.example/новости', 'https://paper.example/%D0%BD%D0%BE%D0%B2%D0%BE%D1%81%D1%82%D0%B8'],
  ])('makes %s to %s', (url, expected) => {
    expect(normaliseUrl(new URL(url)).href).toBe(expected);
  });

  it('changes nothing the second time', () => {
    fc.assert(
      fc.property(fc.webUrl({ withQueryParameters: true, withFragments: true }), (url) => {
        const once = normaliseUrl(new URL(url));
        expect(normaliseUrl(once).href).toBe(once.href);
      }),
    );
  });
});

describe('identifyArticle', () => {
  const times = { match: /\/\d{4}\/\d{2}\/\d{2}\/[^/]+-a\d+$/, identity: /-a(\d+)$/ };
  const story =
    'https://www.themoscowtimes.com/2022/02/11/britains-top-diplomat-mocked-over-russia-trip-gaffes-a-76337';

  it.each([
    ['https://www.themoscowtimes.com/2022/02/11/slug-a76337', '76337'],
    ['https://www.themoscowtimes.com/2022/02/11/another-slug-a76337', '76337'],
    ['https://www.themoscowtimes.com/2022/02/11/slug-a76337/?utm_source=rss#comments', '76337'],
    [story, null],
    ['https://www.themoscowtimes.com/news', null],
    ['https://www.themoscowtimes.com/2022/02/11/slug-a76337?page=2', null],
    ['mailto:a@paper.example', null],
  ])('%s is %s', (url, identity) => {
    expect(identifyArticle(new URL(url), times)?.identity ?? null).toBe(identity);
  });

  it.each([
    [null, 'paper.example/a/b'],
    [/id=(\d+)/, 'paper.example/a/b'],
    [/\/b/, '/b'],
    [/\/(?:a)\/(b)?/, 'b'],
  ])('with the identity %s', (identity, expected) => {
    const url = new URL('https://paper.example/a/b/?utm_source=x');
    expect(identifyArticle(url, { match: null, identity })?.identity).toBe(expected);
  });

  it('gives the same for a pattern with the flag g, time and again', () => {
    const pattern = { match: /\/b/g, identity: /(b)/g };
    const found = [1, 2, 3].map(() => identifyArticle(new URL('https://paper.example/b'), pattern)?.identity);
    expect(found).toEqual(['b', 'b', 'b']);
  });
});
