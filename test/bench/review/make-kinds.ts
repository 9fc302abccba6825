import { nameWord } from './make-stories.ts';
import type { PageKind } from './read-pages.ts';

/** A change that pages are asked for, and its article. */
export type Known = { article: string; change: string };

/** The kinds of pages as reviewers ask for them, with their shares of what is asked for. */
export function makeKinds(
  filled: { known: Known[]; articles: number; sources: number },
  random: () => number,
): PageKind[] {
  const { known, articles, sources } = filled;
  const pick = () => known[Math.floor(random() * known.length)];
  const word = (most: number) => nameWord(Math.floor(random() * most));
  const source = () => `s${1 + Math.floor(random() * sources)}`;
  return [
    { name: 'home', share: 5, makeAddress: () => '/' },
    { name: 'home, filtered', share: 3, makeAddress: () => `/?source=${source()}&kind=figure&order=importance` },
    { name: 'home, silent, by words', share: 1, makeAddress: () => `/?silent=1&search=${word(5_000)}` },
    { name: 'change', share: 8, makeAddress: () => `/changes/${pick()?.change}` },
    { name: 'article', share: 6, makeAddress: () => `/articles/${pick()?.article}` },
    { name: 'articles', share: 2, makeAddress: () => '/articles' },
    { name: 'search, common words', share: 1, makeAddress: () => `/search?q=${word(20)}` },
    { name: 'search, rare words', share: 2, makeAddress: () => `/search?q=${word(40_000)}+${word(2_000)}` },
    { name: 'search, one article', share: 2, makeAddress: () => `/search?q=n${1 + Math.floor(random() * articles)}` },
    { name: 'search, a phrase', share: 1, makeAddress: () => '/search?q=%22there+were+42+people%22' },
    {
      name: 'search, in a source',
      share: 1,
      makeAddress: () => `/search?q=${word(3_000)}&source=${source()}&unsaid=1`,
    },
    { name: 'sources', share: 1, makeAddress: () => '/sources' },
    { name: 'numbers', share: 1, makeAddress: () => '/numbers' },
    { name: 'numbers of a source', share: 1, makeAddress: () => `/numbers?source=${source()}` },
  ];
}
