import type { Readers } from '../src/extract/open-readers.ts';
import type { Article } from '../src/model/article.ts';
import { modeBy, type Renderer, rendererIn, rendererOf } from '../src/model/read-by.ts';
import type { RenderMode } from '../src/model/render.ts';
import type { Rules } from '../src/model/source.ts';
import type { Db } from '../storage/open-database.ts';
import type { VersionRecord } from '../storage/versions.ts';
import { deriveRecord } from './current-record.ts';

/** Two versions as the same reads them, or a sentence that says why nothing does. */
export type ReadAlike =
  | { kind: 'alike'; records: [Article, Article]; mode: RenderMode }
  | { kind: 'not'; reason: string };

/**
 * Two versions as the present extractor and rules read them, both of pages that were loaded alike: as the later one's
 * was, and where the earlier was never read so, in another way that both were.
 */
export async function readAlike(
  parts: { db: Db; readers: Pick<Readers, 'read'> },
  rules: Rules,
  [earlier, later]: [VersionRecord, VersionRecord],
  now: Date,
): Promise<ReadAlike> {
  const reasons: string[] = [];
  const renderers = [rendererOf(later.rules), rendererOf(earlier.rules), rendererIn('browser'), rendererIn('http')];
  for (const renderer of new Set(renderers)) {
    const from = await deriveRecord(parts, rules, earlier, renderer, now);
    const to = await deriveRecord(parts, rules, later, renderer, now);
    if (from.kind === 'record' && to.kind === 'record')
      return { kind: 'alike', records: [from.record, to.record], mode: modeBy(renderer) };
    reasons.push(...[from, to].flatMap((one) => (one.kind === 'unreadable' ? [one.reason] : [])));
  }
  return { kind: 'not', reason: reasons[0] ?? tellModes(earlier, later) };
}

function tellModes(earlier: VersionRecord, later: VersionRecord): string {
  const renderers = [rendererOf(earlier.rules), rendererOf(later.rules)];
  const areNumbered = !renderers.includes(null);
  const [from, to] = renderers.map((renderer) => tellRenderer(renderer, areNumbered));
  return `Version ${earlier.number} was read ${from} alone, version ${later.number} ${to} alone: what differs may be the browser's doing.`;
}

function tellRenderer(renderer: Renderer, isNumbered: boolean): string {
  if (renderer === null) return 'by plain requests';
  return isNumbered ? `in a browser by version ${renderer} of rendering` : 'in a browser';
}
