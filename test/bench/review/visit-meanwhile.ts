import { compareVersions } from '../../../src/compare/compare-versions.ts';
import { UNTROUBLED } from '../../../src/model/life.ts';
import { loadArticle } from '../../../storage/articles.ts';
import type { Db } from '../../../storage/open-database.ts';
import { saveVisit } from '../../../storage/save-visit.ts';
import { latestVersion } from '../../../storage/versions.ts';
import { makePage, UNWATCHED } from '../../helpers/articles.ts';
import { makeStory } from './make-stories.ts';

/** Visits that are stored while others read: so many a second, every third of which finds an edit. Gives how many were stored. */
export function visitMeanwhile(db: Db, ids: string[], perSecond: number): { stop(): Promise<number> } {
  let count = 0;
  let isStopped = false;
  let inHand = Promise.resolve();
  const timer = setInterval(() => {
    if (isStopped) return;
    const id = ids[(count * 37) % ids.length] ?? '';
    const isEdit = count % 3 === 0;
    count += 1;
    inHand = inHand.then(() => storeVisit(db, id, isEdit, count));
  }, 1_000 / perSecond);
  return {
    stop: async () => {
      isStopped = true;
      clearInterval(timer);
      await inHand;
      return count;
    },
  };
}

async function storeVisit(db: Db, id: string, isEdit: boolean, seed: number): Promise<void> {
  const article = await loadArticle(db, id);
  const before = await latestVersion(db, id);
  if (article === null || before === null) return;
  const { after } = makeStory(100_000 + seed);
  const record = isEdit ? after : null;
  const now = new Date();
  const verdict = {
    ...{ outcome: isEdit ? ('changed' as const) : ('unchanged' as const), reason: '', status: 'live' as const },
    ...{ version: record, change: record === null ? null : compareVersions(before.record, record) },
    ...{ remarks: [], life: UNTROUBLED, movedTo: null, mergedInto: null },
  };
  const planVisit = () => ({ at: new Date(now.getTime() + 3_600_000), why: 'schedule' as never, liveliness: null });
  const page = makePage(`<p>${JSON.stringify(after.body)}</p>`);
  await saveVisit(db, { article, page, verdict, planVisit, failures: 0, ...UNWATCHED }, now);
}
