import type { LimitFunction } from 'p-limit';
import type { VisitArticles } from './job-kinds.ts';
import type { Stet } from './stet.ts';
import { type VisitReport, visitArticle } from './visit-article.ts';

/**
 * Visits the articles of one job, each when its turn comes (`turns`: the visits of all jobs of this process share
 * them), so that one slow site holds up no other article. Safe to run twice: what was visited is not due any more.
 * After `stopping` no further one is begun; those that are left stay due.
 * @throws what the first visit threw that failed for a reason of ours, when all others have ended.
 */
export async function visitArticles(
  stet: Stet,
  { articleIds }: VisitArticles,
  turns: LimitFunction,
  stopping: AbortSignal,
): Promise<void> {
  const visit = async (articleId: string) => {
    if (stopping.aborted) return;
    const report = await visitArticle(stet, { articleId }, stet.clock.now());
    if (report !== null) tellVisit(stet, report);
  };
  const visits = await Promise.allSettled(articleIds.map((articleId) => turns(visit, articleId)));
  const failed = visits.find((each) => each.status === 'rejected');
  if (failed !== undefined) throw failed.reason;
}

function tellVisit(stet: Stet, { article, verdict, saved }: VisitReport): void {
  const { outcome, reason } = verdict;
  const level = outcome === 'unchanged' || outcome === 'not-modified' ? 'debug' : 'info';
  stet.log[level]({ source: article.source_id, outcome, version: saved.version, url: article.url, reason }, 'visited');
}
