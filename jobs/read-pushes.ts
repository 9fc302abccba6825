import { readEndpoint } from '../src/discover/read-endpoint.ts';
import { selectItems } from '../src/discover/select-items.ts';
import { choosePushed } from '../src/discover/websub/choose-pushed.ts';
import type { Source } from '../src/model/source.ts';
import { closePush, loadWaitingPushes, raiseVisits, type WaitingPush } from '../storage/pushes.ts';
import { keepArticles } from './keep-articles.ts';
import type { Stet } from './stet.ts';
import type { EndpointReport } from './visit-endpoint.ts';

/**
 * Reads what hubs have pushed for a source, as if it were the feed: articles that are not known are added, and those
 * that it says something new of are due at once. What cannot be read makes the feed due instead. Safe to run twice.
 */
export async function readPushes(stet: Stet, source: Source, now: Date): Promise<EndpointReport[]> {
  const reports: EndpointReport[] = [];
  for (const push of await loadWaitingPushes(stet.database.db, source.id)) {
    try {
      reports.push(await readPush(stet, source, push, now));
    } catch (error) {
      // Whatever is the matter with it, it must not stand in the way of the feed itself for ever.
      await closePush(stet.database.db, push, true, now);
      stet.log.error({ err: error, source: source.id, url: push.endpointUrl }, 'a push could not be read');
    }
  }
  return reports;
}

async function readPush(stet: Stet, source: Source, push: WaitingPush, now: Date): Promise<EndpointReport> {
  const { db } = stet.database;
  const report = { source: source.id, kind: 'feed' as const, url: push.endpointUrl, isPush: true as const };
  const endpoint = source.discover.find(({ url }) => url === push.endpointUrl);
  const answer = { url: new URL(push.topic), bytes: push.body, contentType: push.contentType };
  const reading = endpoint === undefined ? null : await readEndpoint(answer, endpoint);
  if (endpoint === undefined || reading?.kind !== 'items') {
    await closePush(db, push, true, now);
    const reason = reading?.kind === 'unreadable' ? reading.reason : null;
    return { ...report, outcome: 'failed', reason, items: null, added: 0 };
  }
  const named = selectItems(reading.items, endpoint, source.articles, now);
  const candidates = named.map((one) => ({ ...one, feedTitle: one.title }));
  const added = await keepArticles(stet, source, candidates, now);
  const told = choosePushed(named).map(({ item, updatedAt }) => ({ url: item.url, updatedAt }));
  await raiseVisits(db, told, now);
  await closePush(db, push, false, now);
  return { ...report, outcome: 'ok', reason: null, items: named.length, added };
}
