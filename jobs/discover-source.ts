import { loadDueEndpoints } from '../storage/endpoints.ts';
import type { DiscoverSource } from './job-kinds.ts';
import { readPushes } from './read-pushes.ts';
import { findSource, type Stet } from './stet.ts';
import { type EndpointReport, visitEndpoint } from './visit-endpoint.ts';

/**
 * One look at a source: what hubs pushed is read, its endpoints that are due are visited, and the articles they name
 * are added. Safe to run twice. `earlyMs`: endpoints that become due within it are taken along, for a wake-up may come a little early.
 */
export async function discoverSource(
  stet: Stet,
  { sourceId }: DiscoverSource,
  now: Date,
  earlyMs = 0,
): Promise<EndpointReport[]> {
  const { db, session } = stet.database;
  const claim = `source ${sourceId}`;
  if (!(await session.tryClaim(claim))) return [];
  try {
    const found = findSource(stet, sourceId);
    if (found === null) return [];
    // First what was pushed: what cannot be read of it makes its endpoint due.
    const reports: EndpointReport[] = await readPushes(stet, found, now);
    const due = await loadDueEndpoints(db, sourceId, new Date(now.getTime() + earlyMs));
    for (const stored of due) {
      const source = findSource(stet, sourceId);
      if (source === null) break; // switched off meanwhile
      const endpoint = source.discover.find((configured) => configured.url === stored.url);
      if (endpoint === undefined) continue;
      const report = await visitEndpoint(stet, { source, endpoint, stored }, now);
      if (report !== null) reports.push(report);
    }
    return reports;
  } finally {
    await session.release(claim);
  }
}
