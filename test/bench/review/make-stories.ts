import { digestArticle } from '../../../src/extract/digest-article.ts';
import type { Article } from '../../../src/model/article.ts';
import { seedRandom } from '../../../src/model/seed-random.ts';

const SYLLABLES = [
  'ba',
  'ce',
  'di',
  'fo',
  'gu',
  'ha',
  'le',
  'mi',
  'no',
  'pu',
  'ra',
  'se',
  'ti',
  'vo',
  'zu',
  'kar',
  'lin',
];
const VOCABULARY = 40_000;

/** The word of a rank: frequent words are short, as in any language. */
export function nameWord(rank: number): string {
  let word = '';
  for (let rest = rank + 1; rest > 0; rest = Math.floor(rest / SYLLABLES.length))
    word += SYLLABLES[rest % SYLLABLES.length];
  return word;
}

/** A rank by Zipf's law: the k-th most frequent word is k times as rare as the first. */
function drawRank(random: () => number): number {
  return Math.min(VOCABULARY - 1, Math.floor(VOCABULARY ** random()) - 1);
}

function drawWords(random: () => number, count: number): string {
  return Array.from({ length: count }, () => nameWord(drawRank(random))).join(' ');
}

/**
 * A story of some four hundred words and the same with a figure, a sentence and at times the headline edited. In the
 * place of `{n}` each article gets a number of its own.
 */
export function makeStory(seed: number): { before: Article; after: Article } {
  const random = seedRandom(seed);
  const headline = `${drawWords(random, 7)} {n}`;
  const paragraphs = Array.from({ length: 10 }, () => `${drawWords(random, 40)}.`);
  paragraphs[1] = `There were ${10 + (seed % 80)} people at n{n}. ${paragraphs[1]}`;
  const edited = [...paragraphs];
  edited[1] = edited[1]?.replace(/were \d+/, `were ${100 + (seed % 80)}`) ?? '';
  edited[4] = `${drawWords(random, 20)}. ${edited[4]}`;
  const other = seed % 5 === 0 ? `${drawWords(random, 7)} {n}` : headline;
  return { before: makeArticle(headline, paragraphs), after: makeArticle(other, edited) };
}

function makeArticle(headline: string, paragraphs: string[]): Article {
  const url = 'https://paper.example/{n}';
  const image = {
    url: 'https://img.example/{n}.jpg',
    alt: null,
    caption: paragraphs[2] ?? '',
    credit: 'A. Photographer',
  };
  const article = {
    ...{ url, finalUrl: url, canonicalUrl: url, identity: '{n}', kind: 'article' as const, language: 'en' },
    ...{
      headline,
      headlines: [],
      kicker: null,
      dek: paragraphs[0] ?? '',
      byline: { text: 'By A. Writer', authors: [] },
    },
    ...{ publishedAt: null, modifiedAt: null, section: 'news', tags: ['one', 'two'], leadImage: image, dateline: null },
    body: paragraphs.map((text) => ({ type: 'paragraph' as const, text, spans: [] })),
    ...{ notes: [], isAccessibleForFree: null, wordCount: 400, extractor: 1, evidence: {} },
  };
  return { ...article, ...digestArticle(article as unknown as Article) } as Article;
}
