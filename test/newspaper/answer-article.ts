import { listPublicStories } from './listings.ts';
import { makeHtmlAnswer, makeRedirect, type PageAnswer, type PageRequest, validate } from './page-answer.ts';
import { findPaper, type PaperId, readArticlePath } from './papers.ts';
import type { Answer } from './script.ts';
import { firstPathOf, readStoryAt, type StoryState } from './story-state.ts';
import type { ArticlePage } from './templates/article-page.ts';
import { renderGermanArticle } from './templates/german.ts';
import { renderMinimalArticle } from './templates/minimal.ts';
import { renderMoscowTimesArticle } from './templates/moscow-times.ts';
import { renderConsentPage, renderErrorPage, renderMissingPage } from './templates/odd-pages.ts';
import { renderWordpressArticle } from './templates/wordpress.ts';
import { encodeWindows1251 } from './windows-1251.ts';

const OTHERS = 12;
const TEMPLATES: Record<PaperId, (page: ArticlePage) => string> = {
  'capital-times': renderMoscowTimesArticle,
  'harbour-ledger': renderWordpressArticle,
  'elbtaler-bote': renderGermanArticle,
  'plain-wire': renderMinimalArticle,
};

/** The answer to a request for an article, whatever has become of it; `null` where the path is no article's. */
export function answerArticle(request: PageRequest): PageAnswer | null {
  const asked = readArticlePath(request.url.pathname);
  if (asked === null) return null;
  const paper = findPaper(asked.paper);
  const state = findStory(request, asked.paper, asked.id, asked.slug);
  if (state === null) return makeHtmlAnswer(404, renderMissingPage(paper, 404));
  if (state.answer.kind === 'missing') {
    return makeHtmlAnswer(state.answer.status, renderMissingPage(paper, state.answer.status));
  }
  if (request.url.pathname !== state.path) return makeRedirect(state.path);
  return giveAnswer(request, state, state.answer);
}

/** The answer to WordPress's short link `/ledger/?p=ID`; `null` where the request is no such link. */
export function answerShortLink(request: PageRequest): PageAnswer | null {
  const id = request.url.searchParams.get('p');
  if (request.url.pathname !== '/ledger/' || id === null) return null;
  const state = readStoryAt(request.script, Number(id), request.at);
  if (state?.story.paper !== 'harbour-ledger') {
    return makeHtmlAnswer(404, renderMissingPage(findPaper('harbour-ledger'), 404));
  }
  return makeRedirect(state.path);
}

function findStory(request: PageRequest, paper: PaperId, id: number | null, slug: string | null): StoryState | null {
  const { script, at } = request;
  const storyId = id ?? findIdBySlug(request, paper, slug ?? '');
  const state = storyId === null ? null : readStoryAt(script, storyId, at);
  return state?.story.paper === paper ? state : null;
}

function findIdBySlug({ script, at }: PageRequest, paper: PaperId, slug: string): number | null {
  const minute = (at.getTime() - script.startsAt.getTime()) / 60_000;
  const stories = script.openBook(minute).stories.values();
  return stories.find((story) => story.paper === paper && story.slug === slug)?.id ?? null;
}

function giveAnswer(request: PageRequest, state: StoryState, answer: Answer): PageAnswer {
  const { paper } = state;
  switch (answer.kind) {
    case 'missing':
      return makeHtmlAnswer(answer.status, renderMissingPage(paper, answer.status));
    case 'refused':
    case 'broken':
      return makeHtmlAnswer(answer.status, renderErrorPage(paper, answer.status));
    case 'throttled': {
      const page = makeHtmlAnswer(429, renderErrorPage(paper, 429));
      return { ...page, headers: { ...page.headers, 'retry-after': String(answer.retryAfterSeconds) } };
    }
    case 'consent':
      return makeHtmlAnswer(200, renderConsentPage(paper, request.furniture));
    case 'redirect': {
      const section = paper.sections.find((candidate) => candidate.section === state.story.section);
      return makeRedirect(answer.to === 'front' ? paper.home : (section?.path ?? paper.home));
    }
    case 'paywall':
      return makeHtmlAnswer(200, renderArticle(request, state, 'utf-8'));
    case 'mis-encoded':
      return validateArticle(request, state, {
        ...makeHtmlAnswer(200, ''),
        body: encodeWindows1251(renderArticle(request, state, 'windows-1251')),
      });
    case 'slow':
      return { ...giveAnswer(request, state, { kind: 'normal' }), delayMs: answer.ms };
    case 'endless':
      return { ...giveAnswer(request, state, { kind: 'normal' }), isEndless: true };
    case 'normal':
      return validateArticle(request, state, makeHtmlAnswer(200, renderArticle(request, state, 'utf-8')));
  }
}

function renderArticle(request: PageRequest, state: StoryState, charset: string): string {
  const { script, at, origin, furniture } = request;
  const others = listPublicStories(script, state.paper, at, OTHERS).filter(
    (other) => other.story.id !== state.story.id,
  );
  const isStub = state.answer.kind === 'paywall';
  const resolve = (href: string): string => resolveHref(request, href);
  return TEMPLATES[state.story.paper]({ state, origin, isStub, furniture, others, resolve, charset });
}

/** `story:12` is where that story was first published, be it earlier or later: a link in a text never changes by itself. */
function resolveHref({ script, at, origin }: PageRequest, href: string): string {
  const id = /^story:(\d+)$/.exec(href)?.[1];
  if (id === undefined) return href;
  const { published } = script.openBook((at.getTime() - script.startsAt.getTime()) / 60_000);
  const found = published.find((publication) => publication.story.id === Number(id));
  return found === undefined ? `${origin}/` : origin + firstPathOf(script, found.story, found.at);
}

function validateArticle(request: PageRequest, state: StoryState, answer: PageAnswer): PageAnswer {
  if (!state.paper.hasValidators) return answer;
  const etag = `W/"${state.story.id}-${state.revision}"`;
  return validate(answer, request.headers, { etag, modifiedAt: state.revisedAt });
}
