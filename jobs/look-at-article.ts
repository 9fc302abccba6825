import {
  chooseMode,
  FIRST_MEMORY,
  isShell,
  mayTryBrowser,
  rememberBoth,
  rememberTry,
} from '../src/fetch/choose-mode.ts';
import type { FetchOutcome, Reading } from '../src/model/page.ts';
import { rendererIn } from '../src/model/read-by.ts';
import type { RenderMemory, RenderMode } from '../src/model/render.ts';
import type { Source } from '../src/model/source.ts';
import type { StoredArticle } from '../storage/articles.ts';
import type { Counterpart } from '../storage/save-visit.ts';
import { loadRender, saveRender } from '../storage/source-renders.ts';
import { askHost } from './ask-host.ts';
import { currentReader } from './current-record.ts';
import { readPage } from './read-page.ts';
import { rulesOf, type Stet } from './stet.ts';
import type { Busy } from './take-turn.ts';

/** One page of an article, as it was fetched and read. */
type Look = { kind: 'look'; mode: RenderMode; fetched: FetchOutcome; reading: Reading | null };

/**
 * What a visit saw of an article. `counterpart`: the same article as it was read in the mode that is to be used from now
 * on. `wantsBrowser`: plain requests do not give it, and there is no browser here.
 */
export type Sight = Look & { counterpart: Counterpart | null; wantsBrowser: boolean };

/**
 * Looks at an article as its source is to be fetched: over HTTP, in a browser, or in whichever of the two gives it; and
 * where that is another mode than its newest version was read in, in that one too, so that like is compared with like.
 */
export async function lookAtArticle(
  stet: Stet,
  source: Source,
  article: StoredArticle,
  now: Date,
): Promise<Sight | Busy> {
  const { render } = source.fetch;
  const memory = render === 'auto' ? ((await loadRender(stet.database.db, source.id)) ?? FIRST_MEMORY) : FIRST_MEMORY;
  const planned = chooseMode(render, memory, now);
  // A process without a browser that gets such a visit all the same does what it can.
  const first = await lookIn(
    stet,
    source,
    article,
    render === 'auto' && stet.renderer === null ? 'http' : planned,
    now,
  );
  if (first.kind === 'busy') return first;
  const tried = render === 'auto' ? await tryBrowser(stet, source, article, { first, memory }, now) : asSeen(first);
  if (tried.kind === 'busy') return tried;
  return await lookInBoth(stet, source, article, tried, now);
}

function asSeen(look: Look, wantsBrowser = false): Sight {
  return { ...look, counterpart: null, wantsBrowser };
}

/**
 * Where plain requests gave a shell, what a browser makes of it; and that is remembered. While its host has no turn for
 * the browser, the visit as a whole waits for one: the render that holds the turn is often the one by which the source
 * is known for what it is, and a shell that was looked behind by nobody is worth no capture.
 */
async function tryBrowser(
  stet: Stet,
  source: Source,
  article: StoredArticle,
  { first, memory }: { first: Look; memory: RenderMemory },
  now: Date,
): Promise<Sight | Busy> {
  const { db } = stet.database;
  const isWanted = memory.mode === 'browser' || mayTryBrowser(memory, now);
  if (first.mode === 'browser' || !isShell(first.reading) || !isWanted) return asSeen(first);
  if (stet.renderer === null) return asSeen(first, true);
  const second = await lookIn(stet, source, article, 'browser', now);
  // Where a reason keeps the host from being asked at all, that may last: what was seen is kept.
  if (second.kind === 'busy') return second.reason === undefined ? second : asSeen(first, true);
  // A page that broke down on its way, or took its tab with it, says nothing of its source: it is a visit that failed.
  if (second.fetched.kind !== 'page') return asSeen(second);
  const hasArticle = second.reading?.kind === 'article';
  // What is no better in a browser is no reason to forget that others of the source were.
  if (hasArticle || memory.mode === 'http') await saveRender(db, source.id, rememberTry(hasArticle, now));
  return asSeen(hasArticle ? second : first);
}

/** Where the newest version was read in the other mode, and still can be, that reading is the visit's. */
async function lookInBoth(stet: Stet, source: Source, article: StoredArticle, sight: Sight, now: Date): Promise<Sight> {
  const { mode, reading, fetched } = sight;
  const canLook = article.render === 'http' || stet.renderer !== null;
  if (article.versions === 0 || article.render === mode || reading?.kind !== 'article' || !canLook) return sight;
  const other = await lookIn(stet, source, article, article.render, now);
  if (other.kind === 'busy' || other.reading?.kind !== 'article') return sight;
  if (source.fetch.render === 'auto') {
    const words = { [mode]: reading.article.wordCount, [other.mode]: other.reading.article.wordCount };
    const memory = rememberBoth({ http: words.http ?? 0, browser: words.browser ?? 0 }, now);
    await saveRender(stet.database.db, source.id, memory);
    if (memory.mode !== mode) return asSeen(other);
  }
  const by = currentReader(rulesOf(source), rendererIn(mode));
  return { ...other, counterpart: { mode, by, record: reading.article, page: fetched.page }, wantsBrowser: false };
}

async function lookIn(
  stet: Stet,
  source: Source,
  article: StoredArticle,
  mode: RenderMode,
  now: Date,
): Promise<Look | Busy> {
  const { etag, last_modified: lastModified } = article;
  const purpose = article.visits === 0 ? 'first' : 'again';
  // A 304 speaks of the bytes of a plain answer, which the newest version must have been read from.
  const validators = mode === 'http' && article.render === 'http' ? { etag, lastModified } : {};
  const fetched = await askHost(stet, source, new URL(article.url), { ...validators, now, purpose, mode }, now);
  if (fetched.kind === 'busy') return fetched;
  const reading = fetched.kind === 'page' ? await readPage(stet, source, article, fetched.page) : null;
  return { kind: 'look', mode, fetched, reading };
}
