import type { Article } from '../model/article.ts';
import type { Clues } from './clues.ts';
import { judgeChallenge } from './page-kind/judge-challenge.ts';
import { judgeConsent } from './page-kind/judge-consent.ts';
import { judgeList } from './page-kind/judge-list.ts';
import { judgeMissing } from './page-kind/judge-missing.ts';
import { judgePaywall } from './page-kind/judge-paywall.ts';
import { type PageVerdict, type Survey, surveyPage } from './page-kind/survey-page.ts';

/** Whether the page holds an article, and what it is when it does not. `article` is what could be read from it. */
export function classifyPage(clues: Clues, article: Article): PageVerdict {
  const page = surveyPage(clues);
  return (
    judgeChallenge(page, article) ??
    judgeConsent(clues, page, article) ??
    judgeMissing(page, article) ??
    judgeList(clues, page, article) ??
    judgePaywall(page, article) ??
    judgeEmptiness(page, article) ?? { kind: article.kind, reasons: [] }
  );
}

function judgeEmptiness(page: Survey, article: Article): PageVerdict | null {
  const holdsMedia = article.body.some(({ type }) => type === 'image' || type === 'embed' || type === 'live-entry');
  if (page.words < 25 && article.wordCount < 10 && !holdsMedia)
    return { kind: 'empty', reasons: [`The page shows ${page.text === '' ? 0 : page.words} words.`] };
  if (article.headline === null && article.wordCount === 0 && !holdsMedia)
    return { kind: 'empty', reasons: ['It has neither a headline nor a text.'] };
  if (article.headline === null) return { kind: 'other', reasons: ['No headline was found.'] };
  if (article.wordCount === 0 && !holdsMedia)
    return { kind: page.isDeclared ? 'empty' : 'other', reasons: ['No text of an article was found.'] };
  // A film or a recording says of itself what it is, as an article does.
  const isDeclared = page.isDeclared || article.kind !== 'article';
  if (article.wordCount < (isDeclared ? 1 : 40) && !(isDeclared && holdsMedia))
    return {
      kind: 'other',
      reasons: [`It has ${article.wordCount} words of text, and nothing says that it is an article.`],
    };
  return null;
}
