import { createHash } from 'node:crypto';
import type { ChangeKind } from '../../src/model/change.ts';
import type { ArticleStatus, Outcome } from '../../src/model/outcome.ts';
import { listEditedKinds } from './edited-kinds.ts';
import { followLife, type LifeMemory } from './follow-life.ts';
import { listDiscoverable } from './listings.ts';
import { PAPERS, type PaperId } from './papers.ts';
import { listReaderTexts } from './reader-texts.ts';
import type { Script } from './script.ts';
import type { Picture } from './story.ts';
import { readStoryAt, type StoryState } from './story-state.ts';

/** A version that a perfect monitor holds. */
type LedgerVersion = {
  number: number;
  headline: string;
  seenAt: Date;
  dek: string | null;
  /** Paragraphs, subheadings, quotations and list items as a reader sees them, in the order of the page. */
  texts: string[];
  picture: Picture | null;
  notes: string[];
  /** Of all that a reader sees of it: two versions of one article with the same digest say the same. */
  digest: string;
};

/** From one version to the next; `kinds` in alphabetical order. */
type LedgerChange = { from: number; to: number; seenAt: Date; kinds: ChangeKind[] };

type LedgerVisit = { at: Date; outcome: Outcome };

export type LedgerArticle = {
  storyId: number;
  paper: PaperId;
  /** The id in the article's address; `null` where addresses have none and the address itself is the identity. */
  identity: string | null;
  /** All addresses that the article was visited at or moved to, in order. */
  urls: string[];
  finalUrl: string;
  status: ArticleStatus;
  versions: LedgerVersion[];
  changes: LedgerChange[];
  visits: LedgerVisit[];
};

/** What a perfect monitor holds in the end: its articles in the order of discovery. */
export type Ledger = { articles: LedgerArticle[] };

export type LedgerOptions = {
  /** The newspaper's origin, for addresses. */
  origin?: string;
  /** How long the monitor waits for a page, in milliseconds; a slower one counts as failed. */
  deadlineMs?: number;
};

/**
 * The script's own log: what a monitor must hold that, at each of the given times (in order), first asks all endpoints
 * that the sources name, and then visits every article that it knows by then once. It sends the validators of the last
 * page that had any. Computed from the script alone. A change's kinds are those of the edits themselves: what a monitor
 * says beyond them (`reverted`, `lead`, `dates`) is its own. What befalls an article is a change of its newest version,
 * from it to itself, once two visits agree on it.
 */
export function expectLedger(script: Script, visitTimes: Date[], options: LedgerOptions = {}): Ledger {
  const { origin = 'http://127.0.0.1', deadlineMs = 30_000 } = options;
  const watched = new Map<number, Watched>();
  for (const at of visitTimes) {
    for (const state of PAPERS.flatMap((paper) => listDiscoverable(script, paper, at))) {
      if (!watched.has(state.story.id)) watched.set(state.story.id, startWatching(state, origin));
    }
    for (const { article, memory } of watched.values()) {
      const state = readStoryAt(script, article.storyId, at);
      if (state !== null) visit(article, memory, { state, at, origin, deadlineMs });
    }
  }
  return { articles: [...watched.values()].map(({ article }) => article) };
}

type Memory = { seen: StoryState | null; revision: number | null; life: LifeMemory };
type Watched = { article: LedgerArticle; memory: Memory };
type Visit = { state: StoryState; at: Date; origin: string; deadlineMs: number };

function startWatching(state: StoryState, origin: string): Watched {
  const url = origin + state.path;
  const article: LedgerArticle = {
    storyId: state.story.id,
    paper: state.story.paper,
    identity: state.paper.hasIdInUrl ? String(state.story.id) : null,
    urls: [url],
    finalUrl: url,
    status: 'live',
    versions: [],
    changes: [],
    visits: [],
  };
  return { article, memory: { seen: null, revision: null, life: { standing: 'live', doubt: null, move: null } } };
}

function visit(article: LedgerArticle, memory: Memory, visited: Visit): void {
  const { finalUrl } = article;
  const outcome = refusalOf(visited) ?? readPage(article, memory, visited);
  article.visits.push({ at: visited.at, outcome });
  const { status, kinds } = followLife(memory.life, outcome, article.finalUrl !== finalUrl);
  article.status = status ?? article.status;
  const { number } = article.versions.at(-1) ?? { number: 0 };
  if (number === 0) return;
  article.changes.push(...kinds.map((kind) => ({ from: number, to: number, seenAt: visited.at, kinds: [kind] })));
}

/** What the visit came to when it did not get the article. */
function refusalOf({ state, deadlineMs }: Visit): Outcome | null {
  if (state.story.isPreview === true) return 'disallowed';
  switch (state.answer.kind) {
    case 'missing':
      return 'gone';
    case 'refused':
      return 'blocked';
    case 'throttled':
      return 'throttled';
    case 'broken':
    case 'endless':
      return 'failed';
    case 'paywall':
      return 'paywalled';
    case 'consent':
      return 'not-article';
    case 'redirect':
      return 'redirected';
    case 'slow':
      return state.answer.ms < deadlineMs ? null : 'failed';
    case 'normal':
    case 'mis-encoded':
      return null;
  }
}

function readPage(article: LedgerArticle, memory: Memory, { state, at, origin }: Visit): Outcome {
  const url = origin + state.path;
  const isMoved = url !== article.finalUrl;
  if (isMoved) article.urls.push(url);
  article.finalUrl = url;
  if (state.paper.hasValidators && memory.revision === state.revision) return 'not-modified';
  memory.revision = state.revision;

  const before = memory.seen;
  const last = article.versions.at(-1);
  const version = makeVersion(state, at, article.versions.length + 1);
  memory.seen = state;
  if (before === null || last === undefined) {
    article.versions.push(version);
    return 'new';
  }
  if (last.digest === version.digest) return isMoved ? 'moved' : 'unchanged';
  article.versions.push(version);
  article.changes.push({ from: last.number, to: version.number, seenAt: at, kinds: listEditedKinds(before, state) });
  return 'changed';
}

function makeVersion(state: StoryState, seenAt: Date, number: number): LedgerVersion {
  const { headline, dek, picture, notes } = state;
  const blocks = state.body.map((entry) => entry.block);
  const hash = createHash('sha256').update(JSON.stringify({ headline, dek, picture, notes, blocks }));
  const digest = `sha256:${hash.digest('hex')}`;
  return { number, headline, seenAt, dek, texts: listReaderTexts(state), picture, notes, digest };
}
