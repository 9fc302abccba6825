import type { Reading } from '../model/page.ts';
import type { RenderMemory, RenderMode } from '../model/render.ts';
import type { FetchRules } from '../model/source.ts';

const HOUR_MS = 3_600_000;
/** Where a browser was needed, plain requests are tried again after a day. */
const HTTP_AGAIN_MS = 24 * HOUR_MS;
/** Where a browser gave no more either, it is tried again after an hour: one empty page says little of its source. */
const BROWSER_AGAIN_MS = HOUR_MS;
/** A plain answer with so many of the words that a browser shows is as good. */
const ENOUGH_WORDS = 0.9;

/** How a source that leaves it to stet has been fetched before anything was learned. */
export const FIRST_MEMORY: RenderMemory = { mode: 'http', httpAgainAt: null, browserAgainAt: null };

/** How the next page of a source is fetched first. */
export function chooseMode(render: FetchRules['render'], memory: RenderMemory, now: Date): RenderMode {
  if (render !== 'auto') return render;
  const isHttpDue = memory.httpAgainAt === null || memory.httpAgainAt <= now;
  return memory.mode === 'browser' && !isHttpDue ? 'browser' : 'http';
}

/**
 * Whether a plain answer is one behind which a browser may find the article: a shell that scripts fill, or a question
 * about cookies. A challenge is none: it asks who we are, and we have said so.
 */
export function isShell(reading: Reading | null): boolean {
  return reading?.kind === 'not-article' && (reading.pageKind === 'empty' || reading.pageKind === 'consent');
}

/** Whether a browser may be tried where a plain answer was a shell. */
export function mayTryBrowser({ browserAgainAt }: RenderMemory, now: Date): boolean {
  return browserAgainAt === null || browserAgainAt <= now;
}

/** What is remembered when a browser was tried behind a shell: it gave the article, or gave no more. */
export function rememberTry(hasArticle: boolean, now: Date): RenderMemory {
  const after = (ms: number) => new Date(now.getTime() + ms);
  if (hasArticle) return { mode: 'browser', httpAgainAt: after(HTTP_AGAIN_MS), browserAgainAt: null };
  return { mode: 'http', httpAgainAt: null, browserAgainAt: after(BROWSER_AGAIN_MS) };
}

/** What is remembered when both ways gave the article: plain requests do again, unless a browser shows more of it. */
export function rememberBoth(words: { http: number; browser: number }, now: Date): RenderMemory {
  return words.http >= words.browser * ENOUGH_WORDS ? FIRST_MEMORY : rememberTry(true, now);
}
