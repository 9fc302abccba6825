import type { Harness, SharedPage } from './harness.ts';
import type { HarnessResult } from './to-harness-result.ts';

/** The quality of extraction over the shared pages; shares in percent. */
export type Figures = {
  fundusF1: number;
  fundusPageF1: number;
  scrapinghubF1: number;
  trafilaturaF1: number;
  empty: number;
  below50: number;
  headlineExact: number;
  headlineKept: number;
  authorsF1: number;
  dateInstant: number;
  dateDay: number;
  images: number;
  cover: number;
  captions: number;
};

export type Scored = { page: SharedPage; result: HarnessResult };

const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
const percent = (share: number) => Math.round(share * 1_000) / 10;

/** The figures of the shared harness's own `score.mjs`, and one of its pages' kept headlines. */
export function scoreResults(harness: Harness, scored: Scored[]): Figures {
  const of = (set: SharedPage['set']) => scored.filter(({ page }) => page.set === set);
  const bodies = scoreBodies(harness, of('fundus'), of('scrapinghub'));
  return { ...bodies, trafilaturaF1: scoreSnippets(of('trafilatura')), ...scoreFields(harness, of('fundus')) };
}

function scoreBodies(harness: Harness, fundus: Scored[], scrapinghub: Scored[]) {
  const { comparePage, tokenizeMixed: tok, aggregate } = harness;
  const whole = aggregate(
    fundus.map(({ page, result }) => comparePage(page.expected.text ?? '', result.text, { tok })),
  );
  const plain = aggregate(scrapinghub.map(({ page, result }) => comparePage(page.expected.text ?? '', result.text)));
  return {
    fundusF1: percent(whole.f1),
    fundusPageF1: percent(whole.meanPageF1),
    scrapinghubF1: percent(plain.f1),
    empty: whole.empty + plain.empty,
    below50: whole.below50 + plain.below50,
  };
}

/** Snippets that must and that must not be in the text, over all pages. */
function scoreSnippets(scored: Scored[]): number {
  const fold = (text: string) => text.replace(/\s+/g, ' ').trim();
  let right = 0;
  let wrong = 0;
  let missing = 0;
  for (const { page, result } of scored) {
    const text = fold(result.text);
    for (const snippet of page.expected.with ?? []) {
      if (text.includes(fold(snippet))) right += 1;
      else missing += 1;
    }
    wrong += (page.expected.without ?? []).filter((snippet) => text.includes(fold(snippet))).length;
  }
  return percent((2 * right) / Math.max(1, 2 * right + wrong + missing));
}

function scoreFields(harness: Harness, fundus: Scored[]) {
  const { titleExact, authorScore, dateScore, imageScore } = harness;
  const authors = fundus
    .map(({ page, result }) => authorScore(page.expected.authors, result.authors))
    .filter(({ has }) => has);
  const dates = fundus
    .map(({ page, result }) => dateScore(page.expected.date, result.date))
    .filter((score) => score !== null);
  const images = fundus
    .map(({ page, result }) => imageScore(page.expected.images, result))
    .filter((score) => score !== null);
  const sum = (key: 'n' | 'hit' | 'caps' | 'capHit') => images.reduce((total, score) => total + score[key], 0);
  const isKept = ({ page: { expected }, result }: Scored) =>
    result.candidates.some((candidate) => titleExact(expected.title, candidate));
  return {
    headlineExact: percent(
      mean(fundus.map(({ page, result }) => Number(titleExact(page.expected.title, result.title)))),
    ),
    headlineKept: percent(mean(fundus.map((one) => Number(isKept(one))))),
    authorsF1: percent(mean(authors.map(({ f1 = 0 }) => f1))),
    dateInstant: percent(mean(dates.map(({ instant }) => Number(instant)))),
    dateDay: percent(mean(dates.map(({ day }) => Number(day)))),
    images: percent(sum('hit') / Math.max(1, sum('n'))),
    cover: percent(mean(images.filter(({ cover }) => cover !== null).map(({ cover }) => Number(cover)))),
    captions: percent(sum('capHit') / Math.max(1, sum('caps'))),
  };
}
