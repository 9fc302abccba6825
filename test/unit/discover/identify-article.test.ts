import { describe, expect, it } from 'vitest';
import { identifyArticle } from '../../../src/discover/identify-article.ts';

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

  it.each([
    ['https://paper.example/a?b=1&a=2', ['paper.example/a?b=1&a=2']],
    ['https://paper.example/a?fbclid=1', ['paper.example/a?fbclid=1']],
    ['https://paper.example/a//b/', ['paper.example/a//b']],
    ['https://paper.example/a?a=1&b=2', []],
  ])('remembers under which identities %s may be stored', (url, former) => {
    const found = identifyArticle(new URL(url), { match: null, identity: null });
    expect(found?.formerIdentities).toEqual(former);
    expect(found?.formerIdentities).not.toContain(found?.identity);
  });

  it('fetches the address in the order in which it was given', () => {
    const found = identifyArticle(new URL('https://paper.example//a?b=1&a=2&sid=3&utm_source=x'), {
      match: null,
      identity: null,
    });
    expect(found?.url.href).toBe('https://paper.example//a?b=1&a=2&sid=3');
    expect(found?.identity).toBe('paper.example/a?a=2&b=1&sid=3');
  });
});
