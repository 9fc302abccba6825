import { expect } from 'vitest';
import type { Db } from '../../storage/open-database.ts';
import { expectLedger } from '../newspaper/expect-ledger.ts';
import type { Script } from '../newspaper/script.ts';
import { listHoldings } from './holdings.ts';
import { SHORT_DEADLINE_MS } from './watch.ts';

/**
 * Expects that a database holds just what the newspaper's script says for visits at these times: every article, its
 * status and address, the outcome of each visit, every version with its text, every change between two of them with
 * at least the kinds of edit that were made; no more and no fewer.
 */
export async function expectLedgerHeld(
  db: Db,
  visited: { script: Script; visitTimes: Date[]; origin: string },
): Promise<void> {
  const { script, visitTimes, origin } = visited;
  const { articles } = expectLedger(script, visitTimes, { origin, deadlineMs: SHORT_DEADLINE_MS });
  const holdings = await listHoldings(db);
  expect(holdings.map((held) => held.url)).toEqual(articles.map((article) => article.finalUrl).toSorted());
  for (const { finalUrl, status, visits, versions, changes } of articles) {
    const held = holdings.find((candidate) => candidate.url === finalUrl);
    expect(held?.outcomes, finalUrl).toEqual(visits.map((visit) => visit.outcome));
    expect(held?.status, finalUrl).toBe(status);
    expect(held?.versions, finalUrl).toEqual(
      versions.map(({ number, headline, seenAt, texts }) => ({ number, headline, seenAt, texts })),
    );
    expect(held?.changes, finalUrl).toEqual(
      changes.map(({ from, to, kinds }) => ({ from, to, kinds: expect.arrayContaining(kinds) })),
    );
  }
}
