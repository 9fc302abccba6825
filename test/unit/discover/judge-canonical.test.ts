import { describe, expect, it } from 'vitest';
import { judgeCanonical } from '../../../src/discover/judge-canonical.ts';

const PAPER = {
  homepage: 'https://www.paper.example/',
  articles: { match: /\/\d{4}\/[^/]+/, identity: null },
  discover: [
    { kind: 'section' as const, url: 'https://www.paper.example/2024/politics', newerThanMs: null, links: null },
  ],
};
const PAGE = 'https://www.paper.example/2024/story';

describe('judgeCanonical', () => {
  it.each([
    ['nothing', null, 'own'],
    ['the address itself', PAGE, 'own'],
    ['its twin', 'http://paper.example/2024/story/', 'own'],
    ['it with tracking parameters', `${PAGE}?utm_source=x`, 'own'],
    ['what is no address', 'no address', 'own'],
    ['another article', 'https://www.paper.example/2024/another', 'believed'],
    ['an article on another host of the site', 'https://news.paper.example/2024/story', 'believed'],
    ['another site', 'https://wire.example/2024/story', 'ignored'],
    ['another site that ends alike', 'https://evilpaper.example.com/2024/story', 'ignored'],
    ['the front page', 'https://www.paper.example/', 'ignored'],
    ['a place of discovery', 'https://www.paper.example/2024/politics/', 'ignored'],
    ['what is no article', 'https://www.paper.example/news', 'ignored'],
  ])('a link to %s', (_what, canonical, kind) => {
    expect(judgeCanonical(canonical, new URL(PAGE), PAPER).kind).toBe(kind);
  });

  it('believes an AMP page that names the page of its publisher, and gives the plain form', () => {
    const amp = new URL('https://amp.paper.example/x/2024/story-amp');
    const judged = judgeCanonical('https://www.paper.example/2024/another?outputType=amp', amp, PAPER);
    expect(judged).toMatchObject({ kind: 'believed', identity: 'paper.example/2024/another' });
  });

  it('takes addresses with the same id for the same article', () => {
    const source = { ...PAPER, articles: { match: null, identity: /-a(\d+)$/ } };
    const page = new URL('https://www.paper.example/2024/old-slug-a12');
    expect(judgeCanonical('https://www.paper.example/2024/new-slug-a12', page, source).kind).toBe('own');
    expect(judgeCanonical('https://www.paper.example/2024/new-slug-a13', page, source).kind).toBe('believed');
  });
});
