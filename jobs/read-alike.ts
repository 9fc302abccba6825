import type { Readers } from '../src/extract/open-readers.ts';
import type { Article } from '../src/model/article.ts';
import { modeOf } from '../src/model/read-by.ts';
import type { RenderMode } from '../src/model/render.ts';
import type { Rules } from '../src/model/source.ts';
import type { Db } from '../storage/open-database.ts';
import type { VersionRecord } from '../storage/versions.ts';
import { deriveRecord } from './current-record.ts';

/** Two versions as the same reads them, or a sentence that says why nothing does. */
export type ReadAlike =
  | { kind: 'alike'; records: [Article, Article]; mode: RenderMode }
  | { kind: 'not'; reason: string };

const WORDS: Record<RenderMode, string> = { http: 'by plain requests', browser: 'in a browser' };

/**
 * Two versions as the present extractor and rules read them, both in one mode of fetching: in the later one's, and where
 * the earlier was never read in that, in the other.
 */
export async function readAlike(
  parts: { db: Db; readers: Pick<Readers, 'read'> },
  rules: Rules,
  [earlier, later]: [VersionRecord, VersionRecord],
  now: Date,
): Promise<ReadAlike> {
  const own = modeOf(later.rules);
  const reasons: string[] = [];
  for (const mode of [own, otherThan(own)]) {
    const from = await deriveRecord(parts, rules, earlier, mode, now);
    const to = await deriveRecord(parts, rules, later, mode, now);
    if (from.kind === 'record' && to.kind === 'record')
      return { kind: 'alike', records: [from.record, to.record], mode };
    reasons.push(...[from, to].flatMap((one) => (one.kind === 'unreadable' ? [one.reason] : [])));
  }
  return { kind: 'not', reason: reasons[0] ?? tellModes(earlier, later) };
}

function otherThan(mode: RenderMode): RenderMode {
  return mode === 'http' ? 'browser' : 'http';
}

function tellModes(earlier: VersionRecord, later: VersionRecord): string {
  const [from, to] = [modeOf(earlier.rules), modeOf(later.rules)].map((mode) => WORDS[mode]);
  return `Version ${earlier.number} was read ${from} alone, version ${later.number} ${to} alone: what differs may be the browser's doing.`;
}
