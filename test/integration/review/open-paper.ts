import { compareVersions } from '../../../src/compare/compare-versions.ts';
import type { Article } from '../../../src/model/article.ts';
import type { Change } from '../../../src/model/change.ts';
import type { Clock } from '../../../src/model/clock.ts';
import { UNTROUBLED } from '../../../src/model/life.ts';
import type { Outcome } from '../../../src/model/outcome.ts';
import type { Source } from '../../../src/model/source.ts';
import { buildApp } from '../../../src/review/build-app.ts';
import type { ConfiguredChannel } from '../../../src/review/configured-channel.ts';
import type { PushReceiver } from '../../../src/review/web.ts';
import { addArticles, findArticlesByAddress, loadArticle } from '../../../storage/articles.ts';
import type { Db } from '../../../storage/open-database.ts';
import { type SavedVisit, saveVisit } from '../../../storage/save-visit.ts';
import { syncSources } from '../../../storage/sources.ts';
import { makePage, UNWATCHED } from '../../helpers/articles.ts';
import { plannedAt } from '../../helpers/visit-plan.ts';
import { openSourceFiles } from './open-source-files.ts';

export const NOW = new Date('2026-03-01T12:00:00Z');
export const clock: Clock = { now: () => NOW, rate: 1 };

/** A source with one feed. */
export function makeSource(id: string, name: string, more: Partial<Source> = {}): Source {
  const homepage = `https://${id}.example/`;
  const schedule = { everyMs: 300_000, floorMs: 120_000, cron: null, timezone: 'UTC' };
  return {
    id,
    name,
    homepage,
    enabled: true,
    tried: null,
    language: 'en',
    timezone: 'UTC',
    discover: [{ kind: 'feed', url: `${homepage}rss`, newerThanMs: null, links: null }],
    articles: { match: null, identity: null },
    schedule: {
      ...schedule,
      revisit: { retireAfterMs: 1e9, floorMs: 1e5, ceilingMs: 1e8, visits: 32, confirmations: 2 },
    },
    fetch: {
      render: 'http',
      delayMs: 1_000,
      concurrency: 1,
      perDay: null,
      quiet: null,
      headers: {},
      proxy: null,
      cookies: 'source',
      screenshot: false,
      pdf: false,
    },
    extract: [],
    alerts: [],
    ...more,
  };
}

/** Knows no hub. */
const DEAF: PushReceiver = { verify: async () => null, find: async () => 'unknown', receive: async () => {} };

/** `everything`: with every part that a process may leave out. */
type UiOptions = { token?: string; host?: string; everything?: boolean; channels?: ConfiguredChannel[] };

/** The review UI on a database with these sources, as a visitor on this machine sees it. */
export async function openUi(db: Db, sources: Source[], more: UiOptions = {}) {
  await syncSources(db, sources, NOW);
  const errors: Error[] = [];
  const { token = null, host = '127.0.0.1', everything = false, channels = [] } = more;
  const parts = everything ? { pushes: DEAF, sourceFiles: openSourceFiles() } : {};
  const onError = (error: Error) => errors.push(error);
  const app = buildApp({ db, sources: () => sources, channels: () => channels, clock, host, token, ...parts, onError });
  return { app, errors };
}

let count = 0;

/** Adds an article of a source and gives its id. */
export async function addStory(db: Db, sourceId: string, title: string | null = null): Promise<string> {
  count += 1;
  const url = `https://${sourceId}.example/story-${count}`;
  await addArticles(db, sourceId, [{ identity: `story-${count}`, url, title }], NOW);
  const [article] = await findArticlesByAddress(db, [url], []);
  if (article === undefined) throw new Error('the article was not added');
  return article.id;
}

/** Keeps a visit that brought this record, compared with the one before by the real comparison; `html`: its page. */
export async function visitStory(
  db: Db,
  id: string,
  record: Article,
  before: Article | null,
  at: Date,
  html = `<title>${record.headline}</title><script>alert(1)</script>`,
): Promise<SavedVisit> {
  const change = before === null ? null : compareVersions(before, record);
  const outcome = before === null ? 'new' : 'changed';
  return await saveOutcome(db, id, { outcome, reason: '', version: record, change, html }, at);
}

/** Keeps a visit that brought no version. */
export async function visitInVain(db: Db, id: string, outcome: Outcome, reason: string, at: Date): Promise<SavedVisit> {
  return await saveOutcome(db, id, { outcome, reason, version: null, change: null }, at);
}

/** Keeps a visit that brought no version, and something to remark. */
export async function visitWithRemark(
  db: Db,
  id: string,
  outcome: Outcome,
  remark: Change,
  at: Date,
): Promise<SavedVisit> {
  return await saveOutcome(db, id, { outcome, reason: '', version: null, change: null, remarks: [remark] }, at);
}

type Came = {
  outcome: Outcome;
  remarks?: Change[];
  reason: string;
  version: Article | null;
  html?: string;
  change: ReturnType<typeof compareVersions>;
};

async function saveOutcome(db: Db, id: string, came: Came, at: Date): Promise<SavedVisit> {
  const article = await loadArticle(db, id);
  if (article === null) throw new Error('no such article');
  const page = came.html === undefined ? null : makePage(came.html);
  const standing = came.outcome === 'gone' ? ('gone' as const) : ('live' as const);
  const life = { ...UNTROUBLED, standing };
  const verdict = { remarks: [], ...came, status: standing, life, movedTo: null, mergedInto: null };
  const planVisit = plannedAt(new Date(NOW.getTime() + 600_000));
  const readBy = { ...UNWATCHED.readBy, extractor: came.version?.extractor ?? 1 };
  const saved = await saveVisit(db, { article, page, verdict, planVisit, failures: 0, ...UNWATCHED, readBy }, at);
  if (saved === null) throw new Error('the visit was not stored');
  return saved;
}

/** The text of an answer, and what it was. */
export async function read(
  answer: Response | Promise<Response>,
): Promise<{ status: number; text: string; headers: Headers }> {
  const response = await answer;
  return { status: response.status, text: await response.text(), headers: response.headers };
}
