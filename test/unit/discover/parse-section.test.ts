import { describe, expect, it } from 'vitest';
import { parseSection } from '../../../src/discover/parse-section.ts';

const url = new URL('https://paper.example/news/world');
const linksOf = (html: string, links: string | null = null) => {
  const reading = parseSection(html, url, links);
  return reading.kind === 'items' ? reading.items.map((item) => [item.url, item.title]) : reading.kind;
};

describe('parseSection', () => {
  const html = `<nav><a href="/about">About</a></nav>
    <div class="story"><a href="one"><img></a><h3><a href="one" title="t">  First
      <em>story</em></a></h3></div>
    <div class="story"><a href="/two" title="Second"></a></div>
    <a name="x">no link</a><a href="mailto:a@b.example">mail</a><a href="javascript:void 0">js</a><a href="http://[">bad</a>`;

  it('takes all links, resolved, with their text', () => {
    expect(linksOf(html)).toEqual([
      ['https://paper.example/about', 'About'],
      ['https://paper.example/news/one', null],
      ['https://paper.example/news/one', 'First story'],
      ['https://paper.example/two', 'Second'],
    ]);
  });

  it.each([
    ['.story h3 a', 1],
    ['.story', 3],
    ["a[href*='two']", 1],
    ['.nothing', 0],
  ])('takes what the selector %s names, or holds', (selector, count) => {
    expect(linksOf(html, selector)).toHaveLength(count);
  });

  it('resolves against the base that the page sets', () => {
    expect(linksOf('<base href="https://paper.example/"><a href="2022/x">X</a>')).toEqual([
      ['https://paper.example/2022/x', 'X'],
    ]);
  });

  it('refuses to read what nests without end', () => {
    expect(linksOf('<div>'.repeat(100_000))).toBe('not-a-section');
  });
});
