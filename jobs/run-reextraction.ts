import { OutdatedProgram } from '../src/extract/outdated-program.ts';
import { withArticle } from '../src/model/reread-totals.ts';
import {
  beginReextraction,
  endReextraction,
  noteReextraction,
  type Reextraction,
  type ReextractionProgress,
} from '../storage/reextractions.ts';
import type { RunReextraction } from './job-kinds.ts';
import { articlesToReread, reextractClaimed } from './reextract-article.ts';
import type { Stet } from './stet.ts';

/** Held by the one process that reads anew: a job may be delivered twice. */
const CLAIM = 'stet: reextraction';

/** For how long an article is waited for that another process visits: more than a visit takes. */
const WAIT_MS = 60_000;

/** What became of it in this process. */
export type ReextractionReport = Pick<Reextraction, 'id' | 'totals'> & {
  outcome: 'done' | 'stopped' | 'left to the next process';
};

/**
 * Reads what an order names anew, one article after the other, so that visits are not held up, and notes after each how
 * far it is: a process that is told to end leaves the rest to the next one, which goes on from there. `null`: it has
 * ended, or another process has it in hand.
 */
export async function runReextraction(
  stet: Stet,
  { reextractionId }: RunReextraction,
  stopping: AbortSignal,
): Promise<ReextractionReport | null> {
  const { session, db } = stet.database;
  if (!(await session.tryClaim(CLAIM))) return null;
  try {
    const order = await beginReextraction(db, reextractionId, stet.clock.now());
    return order === null ? null : await readOn(stet, order, stopping);
  } catch (error) {
    // What ends with the process, or with its program, is the next one's.
    if (!(error instanceof OutdatedProgram) && !stet.closing.aborted) {
      const reason = `It broke off: ${(error as Error).message}`;
      await endReextraction(db, reextractionId, { status: 'failed', reason }, stet.clock.now());
    }
    throw error;
  } finally {
    await session.release(CLAIM);
  }
}

async function readOn(stet: Stet, order: Reextraction, stopping: AbortSignal): Promise<ReextractionReport> {
  const { db } = stet.database;
  const { id, source_id: wanted, is_dry_run: isDryRun, place_source: atSource, place_article: atArticle } = order;
  const begun = atSource === null || atArticle === null ? null : { sourceId: atSource, articleId: atArticle };
  const sources = stet.config().sources.filter((source) => wanted === null || source.id === wanted);
  let { totals } = order;
  const held = [...order.held];
  for await (const { article, sourceId, rules } of articlesToReread(db, sources, begun)) {
    if (stopping.aborted) return { id, totals, outcome: 'left to the next process' };
    const done = await reextractClaimed(stet, article, { rules, isDryRun, waitMs: WAIT_MS }, stet.clock.now);
    if (done.kind === 'held') held.push(article.url);
    else totals = withArticle(totals, done.report);
    const progress: ReextractionProgress = { place: { sourceId, articleId: article.id }, totals, held };
    if (!(await noteReextraction(db, id, progress))) return { id, totals, outcome: 'stopped' };
  }
  const isDone = await endReextraction(db, id, { status: 'done' }, stet.clock.now());
  return { id, totals, outcome: isDone ? 'done' : 'stopped' };
}
