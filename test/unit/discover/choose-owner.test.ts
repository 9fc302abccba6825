import { describe, expect, it } from 'vitest';
import { type Claimant, chooseOwner, indexClaimants } from '../../../src/discover/choose-owner.ts';
import { isTwinAddress, siteOf } from '../../../src/discover/site-of.ts';

const source = (id: string, homepage: string, match: RegExp | null = null): Claimant => ({
  id,
  homepage,
  articles: { match, identity: null },
});

describe('chooseOwner', () => {
  const wire = source('wire', 'https://wire.example/');
  const paper = source('paper', 'https://www.paper.example/');
  const sport = source('sport', 'https://www.paper.example/sport/');
  const blog = source('blog', 'https://blog.paper.example/');
  const stories = source('stories', 'https://www.paper.example/', /\/stories\//);
  const all = [wire, paper, sport, blog, stories];

  it.each<[string, string, Claimant[], string[], string | null]>([
    ['the host of its homepage', 'https://wire.example/a', all, ['paper'], 'wire'],
    ['that host without www.', 'https://paper.example/a', [wire, paper], ['wire'], 'paper'],
    ['by http, on the same host', 'http://www.paper.example/a', [wire, paper], ['wire'], 'paper'],
    ['a host below', 'https://uk.wire.example/a', [wire, paper], ['paper'], 'wire'],
    ['the very host before the one above it', 'https://blog.paper.example/a', all, ['paper'], 'blog'],
    ['another host of the site', 'https://static.paper.example/a', [wire, blog], ['wire'], 'blog'],
    ['the source that says what its articles are', 'https://www.paper.example/stories/a', all, ['paper'], 'stories'],
    ['the section that it lies in', 'https://www.paper.example/sport/a', [paper, sport], ['paper'], 'sport'],
    ['the whole paper, outside the section', 'https://www.paper.example/news/a', [paper, sport], ['sport'], 'paper'],
    ['whoever has it, of two alike', 'https://wire.example/a', [wire, source('b', wire.homepage)], ['b', 'wire'], 'b'],
    ['the first by id, of two alike', 'https://wire.example/a', [wire, source('b', wire.homepage)], [], 'b'],
    ['nobody, on a foreign host', 'https://elsewhere.example/a', all, ['paper'], null],
    ['nobody whose pattern refuses it', 'https://www.paper.example/a', [stories], ['stories'], null],
    ['nobody, on a shared host of hosts', 'https://a.github.io/x', [source('b', 'https://b.github.io/')], [], null],
    ['the same IP and port', 'http://127.0.0.1:81/x', [source('p', 'http://127.0.0.1:81/')], [], 'p'],
    ['nobody on another port of an IP', 'http://127.0.0.1:82/x', [source('p', 'http://127.0.0.1:81/')], [], null],
  ])('%s: %s', (_why, url, sources, preferred, expected) => {
    expect(chooseOwner(new URL(url), indexClaimants(sources), preferred)?.id ?? null).toBe(expected);
  });
});

describe('siteOf', () => {
  it.each([
    ['https://www.bbc.co.uk/a', 'bbc.co.uk'],
    ['https://news.paper.com.br/', 'paper.com.br'],
    ['https://a.blogspot.com/', 'a.blogspot.com'],
    ['https://новости.рф/', 'xn--b1amnebsh.xn--p1ai'],
    ['http://127.0.0.1:8080/', '127.0.0.1:8080'],
    ['http://[::1]:80/', '[::1]'],
    ['http://localhost:3000/', 'localhost:3000'],
  ])('of %s is %s', (url, site) => {
    expect(siteOf(new URL(url))).toBe(site);
  });
});

describe('isTwinAddress', () => {
  it.each([
    ['https://paper.example/a', 'http://www.paper.example/a/', true],
    ['https://paper.example/a?x=1', 'https://paper.example/a/?x=1', true],
    ['https://paper.example:443/a', 'http://paper.example:80/a', true],
    ['https://PAPER.example/a', 'https://paper.example/a', true],
    ['https://paper.example/a', 'https://paper.example/A', false],
    ['https://paper.example/a', 'https://paper.example:8443/a', false],
    ['https://paper.example/a?x=1', 'https://paper.example/a?x=2', false],
    ['https://wwwpaper.example/a', 'https://paper.example/a', false],
  ])('%s and %s: %s', (one, other, expected) => {
    expect(isTwinAddress(new URL(one), new URL(other))).toBe(expected);
  });
});
